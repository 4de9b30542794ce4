//! Streams of records, endless texts and documents: what comes out does not depend on how the bytes were cut, and what is
//! held in memory does not grow.

#![allow(clippy::unwrap_used)]
#![cfg(all(feature = "french", feature = "html", feature = "jsonl"))]

mod support;

use std::io::Write;

use limpide::format::Format;
use limpide::{Document, Options, Stream, Summary};

use support::{Engine, articles, french, independent_pairs, spin};

/// Records, every other one damaged, and among them two that are none.
fn records() -> Vec<u8> {
    let mut lines: Vec<String> = (0..6)
        .zip(articles())
        .map(|(seed, article)| match seed % 2 {
            0 => article.text.clone(),
            _ => spin(&article.text, independent_pairs(), Engine::Exhaustive, seed).text,
        })
        .map(|text| serde_json::json!({ "id": 7, "text": text }).to_string())
        .collect();
    lines.insert(2, "{\"id\": 3}".into());
    lines.push("no record".into());
    lines.join("\n").into_bytes()
}

/// A text longer than what is judged at once, damaged throughout.
fn long_text() -> Vec<u8> {
    let spun: Vec<String> = (0..)
        .zip(articles())
        .map(|(seed, one)| spin(&one.text, independent_pairs(), Engine::Exhaustive, seed).text)
        .collect();
    spun.join("\n\n").repeat(6).into_bytes()
}

fn streamed(format: Format, cap: usize, input: &[u8], cut: usize) -> (Vec<u8>, Summary) {
    let mut output = Vec::new();
    let mut stream = french().stream(&mut output).format(format, Options::default()).cap(cap);
    input.chunks(cut).for_each(|piece| stream.write(piece).unwrap());
    let summary = stream.finish().unwrap();
    (output, summary)
}

#[test]
fn records_come_out_as_they_do_at_once_however_they_are_cut() {
    let input = records();
    let document = Document::read(Format::JsonLines, &input, &Options::default()).unwrap();
    let wanted = french().check_document(&document).apply().into_owned();
    assert_ne!(wanted, input);
    let whole = streamed(Format::JsonLines, 1 << 20, &input, input.len());
    assert_eq!(whole.0, wanted);
    assert_eq!((whole.1.bytes, whole.1.articles, whole.1.spun), (input.len(), 6, 3));
    assert_eq!(whole.1.refused.len(), 2);
    assert!(whole.1.refused[0].contains('3') && whole.1.refused[1].contains('8'), "{:?}", whole.1.refused);
    for finding in &whole.1.findings {
        assert!(finding.span.end <= input.len());
    }
    for cut in [1, 2, 3, 7, 1000] {
        assert_eq!(streamed(Format::JsonLines, 1 << 20, &input, cut), whole, "{cut}");
    }
}

#[test]
fn a_text_longer_than_what_is_judged_at_once_comes_out_as_it_does_at_once() {
    let input = long_text();
    assert!(input.len() > 600_000);
    let wanted = french().clean(std::str::from_utf8(&input).unwrap()).into_owned();
    let whole = streamed(Format::Text, 1 << 20, &input, input.len());
    assert!(whole.0 == wanted.as_bytes() && whole.1.articles >= 3 && whole.1.spun == whole.1.articles);
    for cut in [4093, 65_536, 300_000] {
        assert!(streamed(Format::Text, 1 << 20, &input, cut) == whole, "{cut}");
    }
}

/// Cut at a byte, UTF-16 would come apart.
#[cfg(feature = "encodings")]
#[test]
fn a_long_text_in_utf_16_is_judged_whole() {
    let text = String::from_utf8(long_text()).unwrap();
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let input = wide(&text);
    let mut output = Vec::new();
    let options = Options::default().encoding("utf-16le");
    let mut stream = french().stream(&mut output).format(Format::Text, options);
    input.chunks(4093).for_each(|piece| stream.write(piece).unwrap());
    assert_eq!(stream.finish().unwrap().articles, 1);
    assert!(output == wide(&french().clean(&text)));
}

#[test]
fn what_is_larger_than_the_cap_passes_through_and_is_said() {
    let input = records();
    let lengths: Vec<usize> = input.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::len).collect();
    let cap = (lengths[0] + lengths[1]) / 2;
    let whole = streamed(Format::JsonLines, cap, &input, input.len());
    let large = lengths.iter().filter(|length| **length > cap).count();
    assert!(large > 0 && large < lengths.len());
    assert_eq!(whole.1.passed.len(), large);
    let passed: usize = whole.1.passed.iter().map(|span| span.len()).sum();
    assert_eq!(passed, lengths.iter().filter(|length| **length > cap).sum::<usize>());
    for cut in [1, 7, 1000] {
        assert_eq!(streamed(Format::JsonLines, cap, &input, cut), whole, "{cut}");
    }
    let page = b"<p>Sur les lignes de entrance, le entrance r\xc3\xa9siste, et le entrance tient.</p>";
    let (output, summary) = streamed(Format::Html, 20, page, 7);
    assert_eq!((output.as_slice(), summary.bytes), (page.as_slice(), page.len()));
    assert_eq!(summary.passed.len(), 1);
    let (output, _) = streamed(Format::Html, 1000, page, 7);
    assert_eq!(String::from_utf8(output).unwrap().matches("front").count(), 3);
}

#[test]
fn a_stream_is_a_writer_and_copies_from_readers() {
    let input = records();
    let (wanted, _) = streamed(Format::JsonLines, 1 << 20, &input, 100);
    let mut output = Vec::new();
    let mut stream: Stream<&mut Vec<u8>> = french().stream(&mut output).format(Format::JsonLines, Options::default());
    std::io::copy(&mut input.as_slice(), &mut stream).unwrap();
    Write::flush(&mut stream).unwrap();
    stream.finish().unwrap();
    assert_eq!(output, wanted);
    let mut output = Vec::new();
    let mut stream = french().stream(&mut output).format(Format::JsonLines, Options::default());
    stream.copy(input.as_slice()).unwrap();
    stream.finish().unwrap();
    assert_eq!(output, wanted);
}
