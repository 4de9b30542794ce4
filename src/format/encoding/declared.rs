//! What a document says of its own encoding: the XML declaration, or `<meta charset>` among the first bytes of a page.
//!
//! Law: only the first 1024 bytes are looked at, as browsers do, and never inside a comment. A name is handed on as it
//! stands, and may be wrong.

/// How far a page is searched.
const HEAD: usize = 1024;

/// The name of the encoding that the document declares.
pub(crate) fn declared(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    // Of UTF-16 without its mark, the first two characters tell.
    if head.starts_with(b"<\0?\0") || head.starts_with(b"<\0!\0") {
        return Some("utf-16le");
    }
    if head.starts_with(b"\0<\0?") || head.starts_with(b"\0<\0!") {
        return Some("utf-16be");
    }
    xml(head).or_else(|| page(head))
}

/// `<?xml … encoding="…"`.
fn xml(head: &[u8]) -> Option<&str> {
    let rest = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let declaration = rest.get(..memchr::memmem::find(rest, b"?>")?)?;
    value(declaration, b"encoding")
}

/// `<meta charset="…">`, or `<meta … content="text/html; charset=…">`.
fn page(head: &[u8]) -> Option<&str> {
    let mut rest = head;
    loop {
        rest = rest.get(memchr::memchr(b'<', rest)?..)?;
        if let Some(comment) = rest.strip_prefix(b"<!--") {
            rest = comment.get(memchr::memmem::find(comment, b"-->")?..)?;
            continue;
        }
        let is_meta = rest.get(1..5).is_some_and(|name| name.eq_ignore_ascii_case(b"meta"));
        let tag = rest.get(..memchr::memchr(b'>', rest).unwrap_or(rest.len()))?;
        let ends = tag.get(5).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        if let Some(name) = value(tag, b"charset").filter(|_| is_meta && ends) {
            return Some(name);
        }
        rest = rest.get(1..)?;
    }
}

/// The value behind `name` and a sign of equality, with quotation marks or without.
fn value<'b>(text: &'b [u8], name: &[u8]) -> Option<&'b str> {
    let mut rest = text;
    while let Some(at) = rest.windows(name.len()).position(|word| word.eq_ignore_ascii_case(name)) {
        rest = rest.get(at + name.len()..)?;
        let Some(behind) = rest.trim_ascii_start().strip_prefix(b"=") else { continue };
        let behind = behind.trim_ascii_start();
        let bare = behind.strip_prefix(b"\"").or_else(|| behind.strip_prefix(b"'")).unwrap_or(behind);
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b';' | b'>' | b'/');
        let end = bare.iter().position(ends).unwrap_or(bare.len());
        return std::str::from_utf8(bare.get(..end)?).ok().filter(|name| !name.is_empty());
    }
    None
}
