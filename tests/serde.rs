//! What crosses a border as JSON comes back as it was, and keeps the names that readers rely on.

#![cfg(all(feature = "french", feature = "serde"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use limpide::report::Record;
use limpide::{EvidenceKind, Finding, Profile, Span, Summary, Verdict};
use serde_json::{Value, from_str, from_value, json, to_string, to_value};

use support::{Engine, articles, french, independent_pairs, spin};

fn damaged() -> Vec<String> {
    articles()
        .iter()
        .step_by(5)
        .map(|article| spin(&article.text, independent_pairs(), Engine::Exhaustive, 3).text)
        .collect()
}

#[test]
fn findings_and_verdicts_come_back() {
    let mut seen = 0;
    for text in damaged() {
        let report = french().check(&text);
        seen += report.findings.len();
        assert_eq!(from_str::<Vec<Finding>>(&to_string(&report.findings).unwrap()).unwrap(), report.findings);
        assert_eq!(from_str::<Verdict>(&to_string(&report.verdict).unwrap()).unwrap(), report.verdict);
    }
    assert!(seen > 50, "{seen}");
}

#[test]
fn a_report_holds_its_text_findings_and_verdict() {
    for text in damaged() {
        let report = french().check(&text);
        let json = to_value(&report).unwrap();
        assert_eq!(json["text"], text);
        assert_eq!(from_value::<Vec<Finding>>(json["findings"].clone()).unwrap(), report.findings);
        assert_eq!(from_value::<Verdict>(json["verdict"].clone()).unwrap(), report.verdict);
        for (edit, finding) in report.edits().zip(report.findings.iter().filter(|finding| finding.applied)) {
            assert_eq!(to_value(edit).unwrap(), json!({ "span": finding.span, "text": finding.repairs[0].text }));
        }
    }
}

#[test]
fn a_summary_comes_back() {
    let mut stream = french().stream(std::io::sink());
    stream.write(b"caf\xe9\n\n").unwrap();
    stream.write(damaged()[0].as_bytes()).unwrap();
    let summary = stream.finish().unwrap();
    assert!(!summary.findings.is_empty() && summary.invalid == [Span::new(3, 4)]);
    assert_eq!(from_str::<Summary>(&to_string(&summary).unwrap()).unwrap(), summary);
    assert_eq!(from_str::<Summary>(&to_string(&Summary::default()).unwrap()).unwrap(), Summary::default());
}

#[test]
fn names_are_those_that_readers_rely_on() {
    assert_eq!(to_value(Span::new(1, 4)).unwrap(), json!({ "start": 1, "end": 4 }));
    let profiles = [Profile::Unknown, Profile::Exhaustive, Profile::Loose].map(|profile| to_value(profile).unwrap());
    assert_eq!(profiles, ["unknown", "exhaustive", "loose"]);
    for kind in EvidenceKind::ALL {
        assert_eq!(to_value(kind).unwrap(), kind.name());
    }
    let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    let text = &damaged()[0];
    let report = french().check(text);
    let finding = to_value(&report.findings[0]).unwrap();
    assert_eq!(
        names(&finding),
        "applied before confidence damage entry evidence found french intruder original repairs span tier"
    );
    assert_eq!(names(&finding["repairs"][0]), "original probability text");
    assert_eq!(names(&finding["evidence"][0]), "kind over_next weight");
    assert_eq!(names(&to_value(report.verdict).unwrap()), "candidates damaged probability profile spun words");
}

#[test]
fn a_record_is_one_flat_line_for_each_finding() {
    let text = &damaged()[0];
    let report = french().check(text);
    let line = to_string(&Record::new("article-7", &report.findings, &report.verdict)).unwrap();
    assert!(!line.contains('\n'));
    let record: Value = from_str(&line).unwrap();
    assert_eq!(record["id"], "article-7");
    assert_eq!(from_value::<Verdict>(record["verdict"].clone()).unwrap(), report.verdict);
    let rows = record["findings"].as_array().unwrap();
    assert_eq!(rows.len(), report.findings.len());
    for (row, finding) in rows.iter().zip(&report.findings) {
        let span = Span::new(row["start"].as_u64().unwrap() as usize, row["end"].as_u64().unwrap() as usize);
        assert_eq!((span, row["found"].as_str()), (finding.span, Some(span.of(text))));
        assert_eq!(row["repair"], finding.repairs[0].text);
        let others: Vec<&str> = finding.repairs[1..].iter().map(|repair| repair.text.as_str()).collect();
        assert_eq!(row["alternatives"], json!(others));
        assert_eq!((&row["applied"], &row["entry"]), (&json!(finding.applied), &json!(finding.entry)));
        assert_eq!(row["tier"], finding.tier.name());
        assert_eq!((&row["original"], &row["intruder"]), (&json!(finding.original), &json!(finding.intruder)));
        assert_eq!((&row["french"], &row["before"]), (&json!(finding.french), &json!(finding.before)));
    }
}
