//! Texts too long to be judged at once, in any encoding: a stream gives what one call gives, places and all.

#![allow(clippy::unwrap_used)]
#![cfg(all(feature = "encodings", feature = "french"))]

mod support;
#[path = "support/tries.rs"]
mod tries;

use encoding_rs::{ISO_8859_15, WINDOWS_1252};
use limpide::format::Format;
use limpide::stream::Chunks;
use limpide::{Document, Finding, Options, Verdict};
use proptest::prelude::*;

use support::{Engine, articles, french, independent_pairs, spin};
use tries::tries;

/// What came out, what was found, and what was said.
type Outcome = (Vec<u8>, Vec<Finding>, Verdict, Vec<limpide::Span>);

/// Articles in any order, some of them spun, with paragraphs of any length between them, so that a cut may fall anywhere.
fn text(seed: u64, bytes: usize) -> String {
    let articles = articles();
    let mut state = seed;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut text = String::new();
    while text.len() < bytes {
        let one = &articles[next(articles.len())].text;
        let one = if next(3) == 0 {
            spin(one, independent_pairs(), Engine::Exhaustive, next(9) as u64).text
        } else {
            one.clone()
        };
        // The typography that no encoding of a byte a character has.
        text.push_str(&one.replace(['’', '…', '—', '–', 'œ', 'Œ', '\u{202f}'], "'"));
        text.push_str(["\n\n", "\n", " ", "\r\n\r\n"][next(4)]);
        text.push_str(&"très préoccupé ".repeat(next(40)));
    }
    text
}

fn at_once(bytes: &[u8], options: &Options) -> Outcome {
    let document = Document::read(Format::Text, bytes, options).unwrap();
    let report = french().check_document(&document);
    let findings = report.articles.iter().flat_map(|article| article.findings.clone()).collect();
    (report.apply().into_owned(), findings, report.articles[0].verdict, document.invalid().to_vec())
}

fn streamed(bytes: &[u8], options: &Options, cuts: impl Iterator<Item = usize>) -> Outcome {
    let mut output = Vec::new();
    let mut stream = french().stream(&mut output).format(Format::Text, options.clone());
    let mut rest = bytes;
    for cut in cuts {
        let (piece, behind) = rest.split_at(cut.min(rest.len()));
        stream.write(piece).unwrap();
        rest = behind;
        if rest.is_empty() {
            break;
        }
    }
    let summary = stream.finish().unwrap();
    (output, summary.findings, summary.verdict, summary.invalid)
}

/// The text in each encoding, with the name that has to be given where the bytes do not tell.
fn spelled(text: &str) -> Vec<(Vec<u8>, Option<&'static str>)> {
    let units = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
    let mut holes = text.as_bytes().to_vec();
    holes.iter_mut().step_by(5003).for_each(|byte| *byte = 0xff);
    // Behind so much ASCII that the first parts tell nothing.
    let ascii = "Sur les lignes de entrance, le entrance tient avec des applied sciences militaires et une imaginative and prescient commune.\n\n".repeat(1200);
    let latin = WINDOWS_1252.encode(text).0.into_owned();
    vec![
        (latin.clone(), None),
        (latin.clone(), Some("windows-1252")),
        (ISO_8859_15.encode(text).0.into_owned(), Some("iso-8859-15")),
        ([b"\xff\xfe", &units(u16::to_le_bytes)[..]].concat(), None),
        (units(u16::to_be_bytes), Some("utf-16be")),
        ([b"\xef\xbb\xbf", text.as_bytes()].concat(), None),
        (holes, None),
        ([ascii.as_bytes(), &latin].concat(), None),
        ([ascii.as_bytes(), text.as_bytes()].concat(), None),
        (ascii.into_bytes(), None),
    ]
}

proptest! {
    #![proptest_config(tries(3))]

    #[test]
    fn a_long_text_streams_as_it_does_at_once(
        seed: u64,
        bytes in 150_000_usize..300_000,
        random in prop::collection::vec(1_usize..100_000, 1..9),
    ) {
        for (number, (input, given)) in spelled(&text(seed, bytes)).into_iter().enumerate() {
            let options = given.map_or_else(Options::default, |name| Options::default().encoding(name));
            let wanted = at_once(&input, &options);
            prop_assert!(wanted.1.len() > 20, "{number}: {}", wanted.1.len());
            let same = |cuts: &mut dyn Iterator<Item = usize>| {
                let (output, findings, verdict, invalid) = streamed(&input, &options, cuts);
                let first = findings.iter().zip(&wanted.1).find(|(one, other)| one != other);
                prop_assert!(first.is_none() && findings.len() == wanted.1.len(), "{number}: {first:?}");
                prop_assert!(output == wanted.0, "{number}: another output");
                prop_assert_eq!((verdict, invalid), (wanted.2, wanted.3.clone()), "{}", number);
                Ok(())
            };
            same(&mut std::iter::repeat([1, 2, 3, 7][(number + bytes) % 4]))?;
            same(&mut random.iter().copied().cycle())?;
        }
    }
}

/// No part is longer than what is judged at once, whatever the encoding; and each knows its line.
#[test]
fn a_text_in_utf_16_is_cut_where_characters_end() {
    let text = format!("{}🛡️\u{a0a}", text(7, 200_000).replace("entrance", "🛡️\u{a0a}"));
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let chunks = Chunks::of(bytes.as_slice(), Format::Text, Options::default().encoding("utf-16le"));
    let mut joined = String::new();
    for chunk in chunks.map(Result::unwrap) {
        assert_eq!(chunk.line(), 1 + joined.matches('\n').count());
        assert!(chunk.bytes().len() <= 128 * 1024);
        let document = chunk.document().unwrap();
        assert!(document.invalid().is_empty());
        joined.push_str(document.articles().next().unwrap().text());
    }
    assert!(joined == text);
}

/// Nobody can say of the first parts in which encoding an accent would have to be written.
#[test]
fn nothing_but_ascii_is_written_before_the_encoding_is_told() {
    let dictionary =
        "[[entry]]\noriginal = \"écrous\"\nintruders = [\"gizmos\"]\nfix = [[\"les gizmos\", \"les écrous\"]]\n";
    let source = limpide::dictionary::toml::read(dictionary, limpide::dictionary::Tier::User).unwrap();
    let cleaner = limpide::Cleaner::builder().dictionary(source).build().unwrap();
    let paragraph = "Sur les lignes de entrance, les gizmos et le entrance des applied sciences.\n\n";
    let input = [paragraph.repeat(3000).as_bytes(), b"\xe9t\xe9 ", paragraph.as_bytes()].concat();
    let document = Document::read(Format::Text, &input, &Options::default()).unwrap();
    let output = cleaner.check_document(&document).apply().into_owned();
    let places = |what: &[u8]| output.windows(what.len()).filter(|window| *window == what).count();
    // The first part holds as many paragraphs as there is room for.
    let first = 128 * 1024 / paragraph.len();
    assert_eq!((places(b"gizmos"), places(b"\xe9crous"), places(b"front")), (first, 3001 - first, 6002));
}
