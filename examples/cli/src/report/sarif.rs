//! SARIF 2.1.0, which code hosts and editors read.
//!
//! Law: results come as articles are judged, so that the log is as long as it likes. A place is told in lines and columns (Unicode
//! code points) and in bytes; a fix holds the bytes that `fix` would write, as text, and is left out where they are none.

use std::io::{self, Write};
use std::path::Path;

use limpide::Finding;
use serde_json::{Value, json};

use crate::article::{Id, Judged, Placed};
use crate::place::Place;
use crate::words::Words;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What stands before the results.
pub(super) fn head(words: Words, out: &mut impl Write) -> io::Result<()> {
    let rule = |id: &str, level: &str, [short, full, help]: [&str; 3]| {
        json!({
            "id": id,
            "shortDescription": { "text": short },
            "fullDescription": { "text": full },
            "help": { "text": help },
            "defaultConfiguration": { "level": level },
        })
    };
    let driver = json!({
        "name": "limpide",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": words.language().code(),
        "rules": [rule("damage", "warning", words.rule_damage()), rule("doubt", "note", words.rule_doubt())],
    });
    write!(out, "{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":{{\"driver\":{driver}}},")?;
    write!(out, "\"columnKind\":\"unicodeCodePoints\",\"results\":[")
}

/// What stands behind them.
pub(super) fn tail(whole: bool, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "\n],\"invocations\":[{{\"executionSuccessful\":{whole}}}]}}]}}")
}

/// The results of an article.
pub(super) fn article(judged: &Judged<'_, '_>, words: Words, out: &mut impl Write) -> io::Result<()> {
    let name = match judged.id {
        Id::Own(id) if id.to_string() != "null" => Some(id.to_string()),
        _ => None,
    };
    for (index, placed) in judged.placed().enumerate() {
        if index > 0 {
            out.write_all(b",\n")?;
        }
        serde_json::to_writer(&mut *out, &result(judged, &placed, name.as_deref(), words))?;
    }
    Ok(())
}

fn result(judged: &Judged<'_, '_>, placed: &Placed<'_>, name: Option<&str>, words: Words) -> Value {
    let Placed { finding, place, fix, .. } = placed;
    let (id, index, level) = if finding.applied { ("damage", 0, "warning") } else { ("doubt", 1, "note") };
    let file = json!({ "uri": uri(judged.file), "uriBaseId": base(judged.file) });
    let message = format!("{}: {}", words.headline(finding), words.language().reason(finding, judged.verdict));
    let mut location = json!({ "physicalLocation": { "artifactLocation": file, "region": region(*place) } });
    if let Some(name) = name {
        location["logicalLocations"] = json!([{ "name": name, "kind": "article" }]);
    }
    let mut result = json!({
        "ruleId": id,
        "ruleIndex": index,
        "level": level,
        "message": { "text": message },
        "locations": [location],
        "partialFingerprints": { "limpide/v1": fingerprint(placed, name) },
        "rank": rounded(finding.confidence * 100.0),
        "properties": properties(finding, judged),
    });
    if !fix.is_empty() {
        let replacement = |(place, text): &(Place, String)| json!({ "deletedRegion": region(*place), "insertedContent": { "text": text } });
        let replacements: Vec<_> = fix.iter().map(replacement).collect();
        let text = finding.change().1.trim();
        result["fixes"] = json!([{
            "description": { "text": words.language().quoted(text) },
            "artifactChanges": [{ "artifactLocation": file, "replacements": replacements }],
        }]);
    }
    drop_null_base(&mut result);
    result
}

fn properties(finding: &Finding, judged: &Judged<'_, '_>) -> Value {
    let repairs: Vec<_> = finding.repairs.iter().map(|repair| repair.text.as_str()).collect();
    json!({
        "confidence": rounded(finding.confidence),
        "damage": rounded(finding.damage),
        "applied": finding.applied,
        "found": finding.found,
        "repairs": repairs,
        "entry": finding.entry,
        "tier": finding.tier.name(),
        "articleSpun": judged.verdict.spun,
    })
}

/// A number as it was meant, which a longer kind of number would spell out.
fn rounded(number: f32) -> f64 {
    (f64::from(number) * 1e4).round() / 1e4
}

fn region(Place { bytes, start, end }: Place) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": bytes.start,
        "byteLength": bytes.end - bytes.start,
    })
}

/// By what a finding is known again when lines have moved: the article's own name, what was found, and the words around it.
fn fingerprint(placed: &Placed<'_>, name: Option<&str>) -> String {
    let [before, after] = &placed.around;
    let parts = [name.unwrap_or_default(), before, &placed.finding.found, after];
    let hash = hmac_sha256::Hash::hash(parts.join("\0").as_bytes());
    hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// Paths in a project are told from its top, so that whoever reads the log can find it elsewhere.
fn base(file: &str) -> Option<&'static str> {
    (!Path::new(file).is_absolute()).then_some("%SRCROOT%")
}

fn drop_null_base(value: &mut Value) {
    match value {
        Value::Object(object) => {
            object.retain(|key, value| key != "uriBaseId" || !value.is_null());
            object.values_mut().for_each(drop_null_base);
        }
        Value::Array(values) => values.iter_mut().for_each(drop_null_base),
        _ => {}
    }
}

fn uri(file: &str) -> String {
    let path = file.replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = match (Path::new(file).is_absolute(), path.starts_with('/')) {
        (true, true) => String::from("file://"),
        (true, false) => String::from("file:///"),
        (false, _) => String::new(),
    };
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}
