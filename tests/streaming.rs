//! Streams of records, endless texts and documents: what comes out does not depend on how the bytes were cut, and what is
//! held in memory does not grow.

#![allow(clippy::unwrap_used)]
#![cfg(all(feature = "french", feature = "html", feature = "jsonl"))]

mod support;

use std::io::Write;

use limpide::format::Format;
use limpide::stream::{Chunks, Room};
use limpide::{Document, Error, Options, Stream, Summary};

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

/// What comes of a reader, judged by so many workers.
fn copied(format: Format, cap: usize, input: &[u8], workers: usize) -> (Vec<u8>, Summary) {
    let mut output = Vec::new();
    let mut stream = french().stream(&mut output).format(format, Options::default()).cap(cap).workers(workers);
    stream.copy(input).unwrap();
    let summary = stream.finish().unwrap();
    (output, summary)
}

#[test]
fn the_number_of_workers_changes_nothing() {
    let records = [records(), b"\n".to_vec()].concat().repeat(30);
    let longest = records.split(|byte| *byte == b'\n').map(<[u8]>::len).max().unwrap();
    for (format, cap, input) in [
        (Format::JsonLines, 1 << 20, &records),
        (Format::JsonLines, longest - 1, &records),
        (Format::Text, 1 << 20, &long_text()[..300_000].to_vec()),
        (Format::Html, 1 << 10, &records),
    ] {
        let alone = copied(format, cap, input, 1);
        assert!(alone.0.len() > 250_000 && alone == streamed(format, cap, input, 1000));
        for workers in [2, 8] {
            assert!(copied(format, cap, input, workers) == alone, "{format:?}, {workers} workers");
        }
    }
}

/// A sink that fails ends the work of all, and a reader that fails is told of once all before it was given.
#[test]
fn what_ends_a_stream_ends_its_workers() {
    struct Full(usize);
    impl Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or_else(|| std::io::Error::other("full"))?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let records = [records(), b"\n".to_vec()].concat().repeat(10);
    let mut stream = french().stream(Full(50_000)).format(Format::JsonLines, Options::default()).workers(3);
    assert_eq!(stream.copy(records.as_slice()).unwrap_err().to_string(), "full");

    struct Torn;
    impl std::io::Read for Torn {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("torn"))
        }
    }
    for workers in [1, 3] {
        let (mut given, reader) = (0, std::io::Read::chain(records.as_slice(), Torn));
        let mut chunks = Chunks::of(reader, Format::JsonLines, Options::default());
        let error = chunks.in_order(
            workers,
            |chunk| chunk.bytes().len(),
            |_, len| {
                given += len;
                Ok::<(), Error>(())
            },
        );
        assert_eq!((error.unwrap_err().to_string().as_str(), given), ("torn", records.len()));
    }
}

#[test]
fn chunks_joined_are_the_input_and_know_their_lines() {
    let records = records();
    let input = [&records[..], b"\n\n", &b" ".repeat(5000)[..], b"\n{}"].concat();
    for (format, cap) in [(Format::JsonLines, 4000), (Format::Text, 10), (Format::Html, 10), (Format::Html, 1 << 20)] {
        let chunks: Vec<_> =
            Chunks::of(input.as_slice(), format, Options::default()).cap(cap).map(Result::unwrap).collect();
        let (mut joined, mut lines) = (Vec::new(), 1);
        for chunk in &chunks {
            assert_eq!((chunk.start(), chunk.line()), (joined.len(), lines));
            joined.extend_from_slice(chunk.bytes());
            lines += chunk.bytes().iter().filter(|byte| **byte == b'\n').count();
            assert!(chunk.room() != Room::Fits || format == Format::Text || chunk.bytes().len() <= cap);
        }
        assert_eq!(joined, input);
        let whole: Vec<_> =
            Chunks::of(input.as_slice(), format, Options::default()).whole().map(Result::unwrap).collect();
        assert!(whole.len() == 1 && whole[0].bytes() == input);
    }
}

/// A text of several parts is read by the first that tells its encoding, however it is cut.
#[cfg(feature = "encodings")]
#[test]
fn a_long_text_in_any_encoding_is_read_as_it_begins() {
    let french_text = String::from_utf8(long_text()).unwrap().replace(['’', '…', '—', '–', 'œ', '\u{202f}'], "'");
    let plain: String = "Sur les lignes de entrance, le entrance tient.\n\n".repeat(8000);
    assert!(plain.len() > 300_000);
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    for text in [french_text.clone(), [&plain[..], &french_text].concat()] {
        let given = || Options::default().encoding("iso-8859-1");
        let mut wanted = Vec::new();
        let mut stream = french().stream(&mut wanted).format(Format::Text, given());
        stream.write(&latin(&text)).unwrap();
        let summary = stream.finish().unwrap();
        assert!(summary.repairs > 100 && summary.invalid.is_empty());
        let guessed = streamed(Format::Text, 1 << 20, &latin(&text), 4093);
        assert_eq!((guessed.1.repairs, guessed.1.invalid.len()), (summary.repairs, 0));
        assert!(guessed.0 == wanted);
    }
    // A mark does not move the cuts.
    let marked = ["\u{feff}", &french_text].concat();
    let document = Document::read(Format::Text, marked.as_bytes(), &Options::default()).unwrap();
    let wanted = french().check_document(&document).apply().into_owned();
    assert!(streamed(Format::Text, 1 << 20, marked.as_bytes(), 1 << 16).0 == wanted);
}

/// Law 4, for every format: what comes out does not depend on where the bytes were cut.
#[test]
fn every_format_streams_as_it_does_at_once() {
    let damaged = "Sur les lignes de entrance, le entrance résiste &amp; tient grâce aux applied sciences militaires.";
    for (format, document) in [
        (Format::Text, format!("\u{feff}{damaged}\r\n\r\n🛡️ {damaged}")),
        (
            Format::JsonLines,
            format!("{}\r\n\n[]\n{}", serde_json::json!({ "text": damaged }), "{\"text\":\"le \\u00e9\"}"),
        ),
        (Format::Html, format!("<p title=\"{damaged}\">{damaged}<pre>le entrance</pre><b>{damaged}")),
        #[cfg(feature = "markdown")]
        (Format::Markdown, format!("# {damaged}\n\n```\nle entrance\n```\n\n*{damaged}*\n")),
        #[cfg(feature = "xml")]
        (
            Format::Xml,
            format!("<rss><channel><item><title>{damaged}</title></item><item><title>{damaged}</title></item>"),
        ),
    ] {
        let input = document.as_bytes();
        let read = Document::read(format, input, &Options::default()).unwrap();
        let report = french().check_document(&read);
        let findings: Vec<_> = report.articles.iter().flat_map(|article| article.findings.clone()).collect();
        assert!(findings.len() >= 3, "{format:?}");
        let whole = streamed(format, 1 << 20, input, input.len());
        assert_eq!((&whole.0[..], &whole.1.findings), (&*report.apply(), &findings), "{format:?}");
        for cut in [1, 2, 3, 7, 61] {
            assert_eq!(streamed(format, 1 << 20, input, cut), whole, "{format:?} {cut}");
        }
    }
}
