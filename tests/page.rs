//! The review page and the decisions that come from it: nothing from an article becomes markup, places are right in the units
//! of scripts, and decisions are carried out on their own text only.

#![cfg(all(feature = "french", feature = "html-report"))]
#![allow(missing_docs, clippy::unwrap_used)]

use limpide::dictionary::Tier;
use limpide::report::Language;
use limpide::report::decisions::{Decisions, fingerprint};
use limpide::report::html::{Article, Page};
use limpide::{Cleaner, Finding, Repair, Span, Verdict};
use serde_json::{Value, json};

/// What articles may hold, and HTML, scripts or screens might understand.
const HOSTILE: &str = "</script><script>alert(1)</script><!--<script> ]]> &lt; \" ' ` \\ \0 \r\n \u{2028}\u{2029} \u{202e}gauche\u{2066} \u{feff} {{title}} 🦊";

fn finding(text: &str, found: &str, repair: &str) -> Finding {
    let start = text.find(found).unwrap();
    Finding {
        span: Span::new(start, start + found.len()),
        found: found.into(),
        repairs: vec![Repair { text: repair.into(), original: repair.into(), probability: 0.9 }],
        confidence: 0.9,
        damage: 0.95,
        applied: true,
        entry: format!("{repair} ← {found}"),
        original: repair.into(),
        intruder: found.into(),
        french: false,
        before: Some(HOSTILE.into()),
        tier: Tier::Observed,
        evidence: Vec::new(),
    }
}

fn page(articles: &[Article<'_>]) -> String {
    let mut page = Page::begin(Vec::new(), Language::French).unwrap();
    articles.iter().for_each(|article| page.add(article).unwrap());
    String::from_utf8(page.end().unwrap()).unwrap()
}

/// The data of each article, as a browser cuts them from the page.
fn data(page: &str) -> Vec<Value> {
    let parts = page.split("<script type=\"application/json\" class=\"article\">").skip(1);
    parts.map(|part| serde_json::from_str(part.split("</script").next().unwrap()).unwrap()).collect()
}

#[test]
fn nothing_of_an_article_becomes_markup() {
    let verdict = Verdict::default();
    let text = format!("Le {HOSTILE} résiste.");
    let findings = [finding(&text, HOSTILE, &format!("{HOSTILE}!"))];
    let empty = page(&[]);
    let full = page(&[Article { id: HOSTILE, text: text.as_bytes(), findings: &findings, verdict: &verdict }]);
    // One article is one script more, and not a tag beyond it.
    for (mark, more) in
        [("<script", 1), ("</script", 1), ("<!--", 0), ("<", 2), ("]]>", 0), ("\u{2028}", 0), ("\0", 0), ("\r", 0)]
    {
        assert_eq!(full.matches(mark).count(), empty.matches(mark).count() + more, "{mark:?}");
    }
    let [article] = data(&full).try_into().unwrap();
    assert_eq!((&article["id"], &article["text"]), (&json!(HOSTILE), &json!(text)));
    assert_eq!(article["findings"][0]["found"], json!(HOSTILE));
}

#[test]
fn places_are_in_units_of_scripts_and_in_bytes() {
    let verdict = Verdict::default();
    let text = "🦊 Été : l’𝒜 entrance de l’entrance, e\u{301} entrance";
    let mut findings: Vec<_> = text.match_indices("entrance").map(|_| finding(text, "entrance", "front")).collect();
    for (finding, (start, _)) in findings.iter_mut().zip(text.match_indices("entrance")) {
        finding.span = Span::new(start, start + 8);
    }
    let [article] = data(&page(&[Article { id: "a", text: text.as_bytes(), findings: &findings, verdict: &verdict }]))
        .try_into()
        .unwrap();
    let units: Vec<u16> = text.encode_utf16().collect();
    for (row, finding) in article["findings"].as_array().unwrap().iter().zip(&findings) {
        let at = |name: &str| usize::try_from(row[name].as_u64().unwrap()).unwrap();
        assert_eq!(String::from_utf16(&units[at("from")..at("to")]).unwrap(), "entrance");
        assert_eq!((at("start"), at("end")), (finding.span.start, finding.span.end));
    }
    assert_eq!(
        (article["sha256"].as_str(), &article["lossy"]),
        (Some(fingerprint(text.as_bytes()).as_str()), &json!(false))
    );
}

#[test]
fn bytes_that_are_no_utf8_are_shown_and_counted() {
    let verdict = Verdict::default();
    let text = b"\xe9t\xe9 \xf0\x9f\xa6 entrance";
    let mut finding = finding("entrance", "entrance", "front");
    finding.span = Span::new(8, 16);
    let [article] =
        data(&page(&[Article { id: "a", text, findings: &[finding], verdict: &verdict }])).try_into().unwrap();
    let shown = article["text"].as_str().unwrap();
    let (from, to) = (article["findings"][0]["from"].as_u64().unwrap(), article["findings"][0]["to"].as_u64().unwrap());
    let units: Vec<u16> = shown.encode_utf16().collect();
    assert_eq!(String::from_utf16(&units[from as usize..to as usize]).unwrap(), "entrance");
    assert_eq!(article["lossy"], json!(true));
}

#[test]
fn what_a_repair_leaves_at_its_head_is_told() {
    let verdict = Verdict::default();
    let text = "à cause de le\u{a0}entrance";
    let findings = [finding(text, "de le\u{a0}entrance", "de le\u{a0}front")];
    let [article] = data(&page(&[Article { id: "a", text: text.as_bytes(), findings: &findings, verdict: &verdict }]))
        .try_into()
        .unwrap();
    assert_eq!(article["findings"][0]["same"], json!("de le ".encode_utf16().count()));
}

#[test]
fn the_page_asks_for_nothing_and_says_so() {
    let page = page(&[]);
    assert!(
        page.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-")
    );
    for outside in ["http://", "https://", "@import", "url(", " src=", "<link", "fetch(", "innerHTML", "eval("] {
        let page = page.replace("http://www.w3.org/2000/svg", "");
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn the_page_is_the_same_each_time_and_speaks_both_languages() {
    let report = Cleaner::french().check("Sur les lignes de entrance, le entrance résiste aux applied sciences.");
    let write = |language| {
        let mut page = Page::begin(Vec::new(), language).unwrap();
        let text = report.text.as_bytes();
        page.add(&Article { id: "a", text, findings: &report.findings, verdict: &report.verdict }).unwrap();
        String::from_utf8(page.end().unwrap()).unwrap()
    };
    let (english, french) = (write(Language::English), write(Language::French));
    assert_eq!(french, write(Language::French));
    assert!(french.contains("<html lang=\"fr\">") && french.contains("est mis pour «\u{a0}front\u{a0}»"));
    assert!(english.contains("<html lang=\"en\">") && english.contains("“entrance” stands for “front”"));
}

fn decisions(text: &str, rows: &Value) -> Decisions {
    let file = json!({ "version": 1, "articles": [{ "id": "a.txt", "sha256": fingerprint(text.as_bytes()), "findings": rows }] });
    Decisions::read(&file.to_string()).unwrap()
}

fn row(text: &str, found: &str, decision: &str, put: &str) -> Value {
    let start = text.find(found).unwrap();
    json!({ "start": start, "end": start + found.len(), "found": found, "decision": decision, "text": put })
}

#[test]
fn decisions_edit_what_was_accepted_or_edited() {
    let text = "Été : le entrance, les applied sciences et l’view.";
    let rows = json!([
        row(text, "view", "edited", "avis"),
        row(text, "applied sciences", "rejected", "applied sciences"),
        row(text, "entrance", "accepted", "front"),
    ]);
    let decisions = decisions(text, &rows);
    // The file may have been moved; the text is the same.
    for id in ["a.txt", "b.txt"] {
        let edits = decisions.edits(id, text.as_bytes()).unwrap();
        let edits: Vec<_> = edits.iter().map(|edit| (edit.span.of(text), edit.text)).collect();
        assert_eq!(edits, [("entrance", "front"), ("view", "avis")]);
    }
}

#[test]
fn decisions_that_do_not_fit_are_refused_with_the_cure() {
    let text = "Le entrance résiste.";
    let accepted = decisions(text, &json!([row(text, "entrance", "accepted", "front")]));
    let said = |decisions: &Decisions, id, text: &str| decisions.edits(id, text.as_bytes()).unwrap_err().to_string();
    assert!(said(&accepted, "a.txt", "Le entrance résiste").contains("take that text, or make a new review page"));
    assert!(
        said(&accepted, "b.txt", "Le entrance résiste").contains("nothing was decided on this text; name the file")
    );
    let mut moved = row(text, "entrance", "accepted", "front");
    moved["start"] = json!(2);
    assert!(said(&decisions(text, &json!([moved])), "a.txt", text).contains("download the decisions anew"));
    let both = json!([row(text, "entrance", "accepted", "front"), row(text, "Le entrance", "edited", "Le front")]);
    assert!(said(&decisions(text, &both), "a.txt", text).contains("reject one of them"));
    let beyond = json!([{ "start": 5, "end": 1_u64 << 40, "found": "x", "decision": "accepted", "text": "" }]);
    assert!(said(&decisions(text, &beyond), "a.txt", text).contains("does not stand at bytes"));
}

#[test]
fn files_that_are_no_decisions_are_refused() {
    for (file, wanted) in [
        ("", "line 1: no file of decisions: EOF"),
        ("[]", "line 1: no file of decisions: "),
        ("{\"version\": 1,\n\"articles\": 3}", "line 2: no file of decisions: invalid type"),
        (
            r#"{"version": 2, "articles": "other"}"#,
            "decisions of version 2, and version 1 is understood; make the review",
        ),
        (r#"{"version": 1, "articles": [{"id": "a", "sha256": "", "findings": [{"start": -1}]}]}"#, "invalid value"),
    ] {
        let said = Decisions::read(file).unwrap_err().to_string();
        assert!(said.contains(wanted), "{file}: {said}");
    }
}
