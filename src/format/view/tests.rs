//! Edits through markup, and what cannot be written.

use proptest::prelude::*;

use super::{Builder, View, Writer};
use crate::finding::Edit;
use crate::format::spelling::Spelling;
use crate::span::Span;

/// A view of a toy markup: tags are left out, entities are units, `<p>` ends a paragraph.
fn view(input: &str) -> View<'_> {
    let mut view = Builder::default();
    view.spelled(Spelling::Markup);
    let mut at = 0;
    while let Some(rest) = input.get(at..).filter(|rest| !rest.is_empty()) {
        let end = match rest.as_bytes()[0] {
            b'<' => rest.find('>').map_or(rest.len(), |end| end + 1),
            b'&' => rest.find(';').map_or(rest.len(), |end| end + 1),
            _ => rest.find(['<', '&']).unwrap_or(rest.len()),
        };
        let run = &rest[..end];
        match run {
            "<p>" => view.paragraph(),
            "&eacute;" | "&#233;" | "&#xE9;" => view.decoded(Span::new(at, at + end), "é"),
            "&rsquo;" => view.decoded(Span::new(at, at + end), "’"),
            "&amp;" => view.decoded(Span::new(at, at + end), "&"),
            "&fflig;" => view.decoded(Span::new(at, at + end), "ff"),
            _ if run.starts_with('<') => {}
            _ => view.verbatim(at, run),
        }
        at += end;
    }
    view.finish()
}

/// The input with `found`, which stands in its text once, replaced; none where that cannot be.
fn edited(input: &str, found: &str, new: &str) -> Option<String> {
    let view = view(input);
    let start = view.text().find(found).unwrap();
    let span = Span::new(start, start + found.len());
    let rewrites = Writer::new(&view, input.as_bytes()).rewrites(Edit { span, text: new })?;
    let mut output = input.as_bytes().to_vec();
    for rewrite in rewrites.iter().rev() {
        output.splice(rewrite.span.start..rewrite.span.end, rewrite.bytes.iter().copied());
    }
    Some(String::from_utf8(output).unwrap())
}

#[track_caller]
fn becomes(input: &str, found: &str, new: &str, wanted: &str) {
    assert_eq!(edited(input, found, new).as_deref(), Some(wanted));
}

#[test]
fn markup_that_an_edit_crosses_stays() {
    becomes("les lignes de <b>entrance</b>.", "entrance", "front", "les lignes de <b>front</b>.");
    becomes("applied <i>sciences</i> !", "applied sciences", "technologies", "technologies<i></i> !");
    becomes("<i>applied</i> sciences !", "applied sciences", "technologies", "<i>technologies</i> !");
    becomes("la <b>view</b> basse", "la view", "la vue", "la <b>vue</b> basse");
    becomes("le <b>view</b> basse", "le view", "l’avis", "l’<b>avis</b> basse");
    becomes("du <b>view</b> basse", "du view", "de l’avis", "de l’<b>avis</b> basse");
    becomes("le vi<b>ew</b> basse", "le view", "le mot", "le mot<b></b> basse");
    becomes(
        "la <b>applied <i>sciences</i></b>",
        "la applied sciences",
        "les technologies",
        "les <b>technologies<i></i></b>",
    );
    becomes("<u>a<b>b</b>c</u>d", "abcd", "xyz", "<u>xyz<b></b></u>");
}

#[test]
fn an_edit_over_a_break_is_refused() {
    assert_eq!(edited("un<p>deux", "un\n\ndeux", "trois"), None);
    assert_eq!(edited("un<p>deux", "\n", "trois"), None);
    becomes("un<p>deux", "deux", "trois", "un<p>trois");
}

#[test]
fn entities_are_written_as_the_article_writes_them() {
    becomes("&eacute;t&eacute; xx", "xx", "évêque", "&eacute;t&eacute; &eacute;v&ecirc;que");
    becomes("&#233; xx", "xx", "forêt", "&#233; for&#234;t");
    becomes("&#xE9; xx", "xx", "forêt", "&#xE9; for&#xEA;t");
    becomes("à l&rsquo;est xx", "xx", "l’île", "à l&rsquo;est l&rsquo;île");
    becomes("le sud xx", "xx", "forêt", "le sud forêt");
    becomes("R&amp;D xx", "xx", "a<b>&c", "R&amp;D a&lt;b&gt;&amp;c");
    becomes("ha &eacute;ventr&eacute; xx", "éventré", "ouvert", "ha ouvert xx");
}

#[test]
fn a_unit_is_never_cut() {
    becomes("su&fflig;it xx", "suf", "af", "affit xx");
    becomes("su&fflig;it xx", "fit", "rent", "sufrent xx");
    let view = view("su&fflig;it");
    assert_eq!(view.source(Span::new(3, 5)), Some(Span::new(2, 10)));
    assert_eq!(view.source(Span::new(0, 3)), Some(Span::new(0, 9)));
    assert_eq!(view.source(Span::new(3, 9)), None);
}

#[test]
fn attributes_and_sections_keep_their_ends() {
    let spelled = |spelling: Spelling, new: &str| {
        let mut builder = Builder::default();
        builder.spelled(spelling);
        builder.verbatim(0, "xx");
        let rewrites = Writer::new(&builder.finish(), b"xx").rewrites(Edit { span: Span::new(0, 2), text: new })?;
        String::from_utf8(rewrites.into_iter().next()?.bytes).ok()
    };
    assert_eq!(spelled(Spelling::Attribute('\''), "l'\"île\"").unwrap(), "l&#39;\"île\"");
    assert_eq!(spelled(Spelling::Attribute('"'), "l'\"île\"").unwrap(), "l'&quot;île&quot;");
    assert_eq!(spelled(Spelling::Cdata, "l'île").unwrap(), "l'île");
    assert_eq!(spelled(Spelling::Cdata, "a]]>b"), None);
}

#[test]
fn one_run_is_borrowed() {
    let text = String::from("une seule ligne");
    let mut builder = Builder::default();
    builder.verbatim(0, &text);
    assert!(std::ptr::eq(builder.finish().text(), text.as_str()));
}

/// Pieces of the toy markup.
fn markup() -> impl Strategy<Value = String> {
    const PIECES: [&str; 13] =
        ["<b>", "</b>", "<p>", "&eacute;", "&#233;", "&amp;", "&fflig;", "mot", " ", "é", "’", "\u{1f600}", "e\u{301}"];
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..20).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn places_slice_and_edits_read_back(
        input in markup(),
        from in any::<prop::sample::Index>(),
        to in any::<prop::sample::Index>(),
        new in "[a-fé’&<> ]{0,6}",
    ) {
        let view = view(&input);
        let text = view.text();
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        for (index, start) in ends.iter().enumerate() {
            for end in &ends[index..] {
                if let Some(source) = view.source(Span::new(*start, *end)) {
                    prop_assert!(input.get(source.start..source.end).is_some(), "{source:?}");
                }
            }
        }
        let (a, b) = (ends[from.index(ends.len())], ends[to.index(ends.len())]);
        let span = Span::new(a.min(b), a.max(b));
        if let Some(rewrites) = Writer::new(&view, input.as_bytes()).rewrites(Edit { span, text: &new }) {
            let mut output = input.clone();
            for rewrite in rewrites.iter().rev() {
                output.replace_range(rewrite.span.start..rewrite.span.end, std::str::from_utf8(&rewrite.bytes).unwrap());
            }
            prop_assert_eq!(tags(&output), tags(&input));
            // The toy reads few entities; what it does not read is decoded here.
            let wanted = [&text[..span.start], &new, &text[span.end..]].concat();
            let got = self::decoded(&output);
            prop_assert_eq!(got.replace('\n', ""), wanted.replace('\n', ""), "{} -> {}", input, output);
        } else {
            prop_assert!(span.is_empty() || span.of(text).contains('\n'));
        }
    }
}

fn tags(input: &str) -> Vec<&str> {
    input.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag).collect()
}

fn decoded(input: &str) -> String {
    let bare: String = input.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
    let names = [("&eacute;", "é"), ("&#233;", "é"), ("&rsquo;", "’"), ("&#8217;", "’"), ("&fflig;", "ff")];
    let text = names.iter().fold(bare, |text, (entity, character)| text.replace(entity, character));
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
