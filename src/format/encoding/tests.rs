//! Which encoding is found, what is written in it, and what is not.

use encoding_rs::{Encoding as Table, WINDOWS_1252};
use proptest::prelude::*;

use super::{Charset, Decoded, Known, decode};
use crate::finding::Edit;
use crate::format::view::Writer;
use crate::span::Span;

/// The text, the encoding's name, how it is known, and the doubt.
fn read(bytes: &[u8], declares: bool, given: Option<&str>) -> (String, String, Known, Option<String>) {
    let (decoded, encoding) = decode(bytes, declares, given).unwrap();
    let text = match decoded {
        Decoded::Text(text) => text.to_string(),
        Decoded::Layer(view, _) => view.text().to_string(),
    };
    (text, encoding.name.into_owned(), encoding.known, encoding.doubt)
}

#[track_caller]
fn found(bytes: &[u8], declares: bool, given: Option<&str>, text: &str, name: &str, known: Known) -> Option<String> {
    let (got, named, how, doubt) = read(bytes, declares, given);
    assert_eq!((got.as_str(), named.as_str(), how), (text, name, known));
    doubt
}

const PAGE: &[u8] = b"<!-- <meta charset=koi8-r> --><html><META http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-1\">\xe9t\xe9";

#[test]
fn a_mark_counts_first_then_the_caller_then_the_declaration() {
    assert_eq!(found(b"\xef\xbb\xbf\xc3\xa9", true, None, "é", "UTF-8", Known::Bom), None);
    assert_eq!(found(b"\xff\xfe\xe9\0", true, None, "é", "UTF-16LE", Known::Bom), None);
    assert_eq!(found(b"\xfe\xff\0\xe9", true, None, "é", "UTF-16BE", Known::Bom), None);
    let doubt = found(b"\xef\xbb\xbf\xc3\xa9", true, Some("latin1"), "é", "UTF-8", Known::Bom).unwrap();
    assert_eq!(doubt, "it begins with the mark of UTF-8, so it was not read as latin1");

    let (text, ..) = read(PAGE, true, Some("koi8-r"));
    assert!(text.ends_with("ИtИ"), "{text}");
    let (text, name, known, doubt) = read(PAGE, true, None);
    assert!(text.ends_with("été"), "{text}");
    assert_eq!((name.as_str(), known, doubt), ("ISO-8859-1", Known::Declared, None));
    let xml = b"<?xml version='1.0' encoding = 'Windows-1252'?><t>\x9cuvre</t>";
    let (text, name, known, _) = read(xml, true, None);
    assert!(text.ends_with("œuvre</t>"), "{text}");
    assert_eq!((name.as_str(), known), ("windows-1252", Known::Declared));
    // Plain text declares nothing.
    assert_eq!(read(b"<meta charset=koi8-r> \xe9t\xe9", false, None).2, Known::Guessed);
    assert_eq!(found(b"<\0?\0\xe9\0", true, None, "<?é", "UTF-16LE", Known::Declared), None);
}

#[test]
fn a_declaration_that_cannot_be_true_is_passed_over_with_the_reason() {
    let doubt = |bytes: &[u8], name: &str, known: Known| {
        let (_, named, how, doubt) = read(bytes, true, None);
        assert_eq!((named.as_str(), how), (name, known), "{doubt:?}");
        doubt.unwrap()
    };
    let page = |name: &str, text: &[u8]| [b"<meta charset=\"", name.as_bytes(), b"\">", text].concat();
    assert_eq!(
        doubt(&page("windows-1252", "été".as_bytes()), "UTF-8", Known::Utf8),
        "it declares “windows-1252”, but its bytes are UTF-8"
    );
    assert_eq!(
        doubt(&page("utf-8", b"l'\xe9t\xe9 \xe0 la mer"), "windows-1252", Known::Guessed),
        "it declares “utf-8”, but its bytes are no UTF-8"
    );
    assert_eq!(
        doubt(&page("windows-1252", b"\x81 \xe9"), "UTF-8", Known::Utf8),
        "it declares “windows-1252”, which has no character for byte 29"
    );
    assert_eq!(doubt(&page("utf-16", b"mer"), "UTF-8", Known::Utf8), "it declares “utf-16”, but its bytes are not");
    assert_eq!(
        doubt(&page("x-klingon", b"mer"), "UTF-8", Known::Utf8),
        "it declares “x-klingon”, which is the name of no encoding that is known"
    );
    assert_eq!(
        doubt(&page("Shift_JIS", b"mer"), "UTF-8", Known::Utf8),
        "it declares “Shift_JIS”, and Shift_JIS cannot be read"
    );
}

#[test]
fn a_name_that_means_nothing_is_an_error_that_says_what_to_do() {
    let error = decode(b"", false, Some("x-klingon")).unwrap_err().to_string();
    assert!(error.contains("“x-klingon”") && error.contains("windows-1252"), "{error}");
    assert!(decode(b"", false, Some("shift_jis")).is_err());
}

#[test]
fn utf8_with_a_few_bad_bytes_is_no_guess_and_neither_is_what_is_no_text() {
    assert_eq!(read("été à la plage\u{e9}".as_bytes(), false, None).2, Known::Utf8);
    assert_eq!(read(b"\xc3\xa9t\xc3\xa9 \xff", false, None).2, Known::Utf8);
    assert_eq!(read(b"\xe9t\xe9 \0", false, None).2, Known::Utf8);
    assert_eq!(read(b"\xe9t\xe9 \xe0 Brancelle", false, None).2, Known::Guessed);
}

/// The bytes with `found` replaced; none where the encoding cannot hold it.
fn edited(bytes: &[u8], declares: bool, given: Option<&str>, found: &str, new: &str) -> Option<Vec<u8>> {
    let Decoded::Layer(view, _) = decode(bytes, declares, given).unwrap().0 else { panic!("no layer") };
    let start = view.text().find(found).unwrap();
    let edit = Edit { span: Span::new(start, start + found.len()), text: new };
    let mut output = bytes.to_vec();
    for rewrite in Writer::new(&view, bytes).rewrites(edit)?.into_iter().rev() {
        output.splice(rewrite.span.start..rewrite.span.end, rewrite.bytes);
    }
    Some(output)
}

#[test]
fn a_repair_is_written_in_the_encoding_or_not_at_all() {
    let given = |name: &'static str, new: &str| edited(b"\xe9 xx", false, Some(name), "xx", new);
    assert_eq!(given("windows-1252", "œuvré").unwrap(), b"\xe9 \x9cuvr\xe9");
    assert_eq!(given("iso-8859-15", "œuvré").unwrap(), b"\xe9 \xbduvr\xe9");
    for latin in ["iso-8859-1", "latin1", "us-ascii", "ISO_8859-1:1987"] {
        assert_eq!(given(latin, "œuvré"), None, "{latin}");
        assert_eq!(given(latin, "ouvré").unwrap(), b"\xe9 ouvr\xe9");
    }
    assert_eq!(given("windows-1252", "un\u{202f}!"), None);
    assert_eq!(given("windows-1252", "&#339;\u{1f600}"), None);
    // What was declared counts, also where all bytes are ASCII.
    let page = b"<meta charset=windows-1252>xx";
    assert_eq!(edited(page, true, None, "xx", "été").unwrap(), b"<meta charset=windows-1252>\xe9t\xe9");
    // Windows-1252 was guessed: without a byte of its own it may be ISO-8859-15, where 0x9C is nothing.
    assert_eq!(edited(b"\xe9t\xe9 xx", false, None, "xx", "œuvre"), None);
    assert_eq!(edited(b"l\x92\xe9t\xe9 xx", false, None, "xx", "œuvre").unwrap(), b"l\x92\xe9t\xe9 \x9cuvre");
    assert_eq!(
        edited(b"\xff\xfe\xe9\0x\0\x3d\xd8\0\xde", false, None, "x", "\u{1f600}").unwrap(),
        b"\xff\xfe\xe9\0\x3d\xd8\0\xde\x3d\xd8\0\xde"
    );
}

#[test]
fn a_page_costs_few_pieces() {
    let page = b"L'\xe9t\xe9 s'ach\xe8ve. ".repeat(20_000);
    let Decoded::Layer(view, invalid) = decode(&page, false, Some("windows-1252")).unwrap().0 else {
        panic!("no layer")
    };
    assert!(view.pieces() < page.len() / 500, "{} pieces", view.pieces());
    assert_eq!(invalid, []);
}

/// Every encoding but UTF-8 that is read.
const NAMES: [&str; 14] = [
    "windows-1252",
    "iso-8859-1",
    "iso-8859-15",
    "macintosh",
    "windows-1250",
    "windows-1251",
    "windows-874",
    "koi8-r",
    "ibm866",
    "iso-8859-2",
    "iso-8859-9",
    "utf-16",
    "utf-16be",
    "iso-8859-8-i",
];

proptest! {
    #[test]
    fn what_was_decoded_is_encoded_to_the_same_bytes(bytes: Vec<u8>, name in prop::sample::select(&NAMES[..])) {
        let (Decoded::Layer(view, invalid), _) = decode(&bytes, false, Some(name)).unwrap() else { panic!("no layer") };
        // A mark is covered by nothing.
        let mark = if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 2 * usize::from(matches!(bytes[..], [0xff, 0xfe, ..] | [0xfe, 0xff, ..])) };
        let mut covered = vec![false; bytes.len()];
        covered[..mark].fill(true);
        for bad in invalid {
            covered[bad.start..bad.end].iter_mut().for_each(|seen| assert!(!std::mem::replace(seen, true)));
        }
        for (at, character) in view.text().char_indices() {
            let Some(source) = view.source(Span::new(at, at + character.len_utf8())) else { continue };
            covered[source.start..source.end].iter_mut().for_each(|seen| assert!(!std::mem::replace(seen, true)));
            let text = character.to_string();
            let edit = Edit { span: Span::new(at, at + text.len()), text: &text };
            if let Some(rewrites) = Writer::new(&view, &bytes).rewrites(edit) {
                prop_assert_eq!(&rewrites[0].bytes, &bytes[source.start..source.end]);
            } else {
                prop_assert!(bytes[source.start..source.end].iter().all(|byte| (0x80..0xa0).contains(byte)), "{}", name);
            }
        }
        prop_assert!(covered.iter().all(|seen| *seen));
    }

    #[test]
    fn what_is_encoded_reads_back(text in any::<String>(), name in prop::sample::select(&NAMES[..])) {
        let table = Table::for_label(name.as_bytes()).unwrap();
        for charset in [Charset::Bytes(table), Charset::Latin(table), Charset::Ascii, Charset::Utf16Le, Charset::Utf16Be] {
            if !table.is_single_byte() && matches!(charset, Charset::Bytes(_) | Charset::Latin(_)) {
                continue;
            }
            let Some(bytes) = charset.encode(&text) else { continue };
            prop_assert_eq!(charset.size(&text), bytes.len());
            let back = match charset {
                Charset::Utf16Le => encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes).0,
                Charset::Utf16Be => encoding_rs::UTF_16BE.decode_without_bom_handling(&bytes).0,
                Charset::Ascii => String::from_utf8_lossy(&bytes),
                Charset::Bytes(table) | Charset::Latin(table) => table.decode_without_bom_handling(&bytes).0,
            };
            prop_assert_eq!(&*back, &*text);
        }
    }

    #[test]
    fn any_bytes_are_read(bytes: Vec<u8>, declares: bool, head in "(<\\?xml encoding='[a-z0-9-]{0,9}'|<meta charset=)?(utf-16|utf-8|latin1)?[<>?/ \"]{0,3}") {
        let bytes = [head.as_bytes(), &bytes].concat();
        let (decoded, encoding) = decode(&bytes, declares, None).unwrap();
        prop_assert!(encoding.known != Known::Given);
        if let Decoded::Layer(view, _) = decoded {
            prop_assert!(view.source(Span::new(0, view.text().len())).is_none_or(|span| span.end <= bytes.len()));
        }
    }
}

#[test]
fn windows_1252_is_known_as_itself() {
    assert_eq!(read(b"\xe9", false, Some("cp1252")).1, WINDOWS_1252.name());
    assert_eq!(read(b"\xe9", false, Some("latin1")).1, "ISO-8859-1");
}
