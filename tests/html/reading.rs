//! What is prose in a page and what is not, one question a test.

use limpide::format::Format;
use limpide::{Document, Options, Span};

use super::laws::reads_as_the_other_parser_does;
use super::support::french;
use super::{open, prose_of};

#[track_caller]
fn reads(html: &str, wanted: &str) {
    assert_eq!(prose_of(html), wanted, "{html}");
}

#[test]
fn blocks_part_and_inline_elements_do_not() {
    reads("<p>un <b>de</b>ux<i> </i>trois<p>quatre<br>cinq", "un deux trois|quatre|cinq");
    reads("<ul><li>a<li>b</ul>c<table><tr><td>d<td>e</table>f", "a|b|c|d|e|f");
    reads("<h1>a</h1>b<div>c</div>d<x-y>e</x-y>f<wbr>g<!-- h -->i", "a|b|c|defgi");
}

#[test]
fn white_space_reads_as_browsers_show_it() {
    reads("<p>\n  un\n  deux\t trois  <b>\n quatre</b> \n</p>\n<p> cinq </p>", "un deux trois quatre|cinq");
    reads("un\n\n\ndeux", "un deux");
    reads("un&nbsp;deux&#10;trois&shy;quatre", "un\u{a0}deux\ntrois\u{ad}quatre");
}

#[test]
fn references_are_read_as_browsers_read_them() {
    reads("&eacute;&#233;&#xE9;&#XE9;&#146;&#x80;&NotEqualTilde;", "éééé’€≂\u{338}");
    reads("&eacutet&eacute; &ampx &notin; &notit; &Eacutecole", "été &x ∉ ¬it; École");
    reads("&#0;&#xD800;&#x110000;&#99999999999999;", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
    reads("a & b &x; &; &#; &#x; R&D", "a & b &x; &; &#; &#x; R&D");
    reads("<img alt='&eacutet &copy=1 &copy;=1 &eacute &amp'>", "&eacutet &copy=1 ©=1 é &");
}

#[test]
fn tags_are_read_as_browsers_read_them() {
    reads("1 < 2 <3 <", "1 < 2 <3 <");
    reads("a<b x='>' y=\">\" z=a/>b</b foo='>'>c</>d</ e>f<!x>g<?php h?>i</", "abcdfgi</");
    reads("a<!-->b<!--->c<!-- -- > --!>d<!-- e", "abcd");
    reads("a<![CDATA[ b > c", "a c");
    reads("a<p title='un deux", "a");
    reads("a<img alt=un title=un alt=deux ALT=trois ==x />b", "ab|un|un");
    reads("<img =alt=x / alt = 'a'title=b>", "a|b");
    reads("<title>un <b> &eacute;</TITLE \n>deux<title>trois", "un <b> é|deux|trois");
}

#[test]
fn what_is_no_prose_is_passed_over() {
    reads("a<script>b</scriptx>c</script>d<style>e</style>f", "adf");
    reads("a<script><!-- <script>b</script>c --></script>d", "ad");
    reads("a<script><!--> <script>b</script>d", "ad");
    reads("a<code>b</code>c <kbd>d</kbd>e<var>f</var>g", "a|c|e|g");
    reads("a<pre>b</pre>c<textarea>d<p>e</textarea>f<xmp><p>g</xmp>h", "a|c|f|h");
    reads("a<iframe title=b><p>c</iframe>d<template><p>e</template>f", "a|b|d|f");
    reads("a<svg aria-label=b><title>c</title><text title=d>e</text></svg>f<math><mi>g</mi></math>h", "a|b|f|h");
    reads("a<svg><p>b", "a|b");
    reads("a<svg><![CDATA[ <p> ]]></svg>b<svg/>c", "abc");
    reads("a<noscript><p>b</noscript>c<plaintext>d</plaintext>", "a|b|c");
    reads("<style title=a></style><link title=b><meta name=author content=c>d", "d");
}

#[test]
fn other_languages_are_passed_over() {
    reads("a<i lang=en>b</i>c<i lang=FR-ca>d</i>e<i lang=''>f</i>", "a|cdef");
    reads("<html lang=en><p>a<p lang=fr>b<q lang=fro>c</q>d<p>e", "b|d");
    reads("<p lang=en title=a>b<p title=c xml:lang=de>d<p>e", "e");
    reads("<ul><li lang=en>a<li>b</ul>", "b");
    reads("a<b translate=no title=x>b<i translate=yes>c</i></b>d<i class='x notranslate'>e</i>f", "a|cd|f");
    reads("<p>a<b lang=en>b</p><p>c</b>d", "a|d");
    reads("<b lang=en>a<p>b</b>c", "c");
    reads("<table><tr><td lang=en>a<td>b<tr lang=en><td>c<tr><td>d</table>e", "b|d|e");
}

/// At `</b>` browsers move the text before it out of one element and into another. Who marked it as English meant it.
#[test]
fn a_language_holds_where_the_page_says_it_whatever_ends_behind() {
    reads("<b lang=fr><i lang=en><div>a</b>b</div></i>c", "c");
    reads("<b lang=en><i lang=fr><div>a</b>b</div></i>c", "ab|c");
    reads("<b lang=fr><i translate=no><div>a<img alt=b></b>c</div></i>d", "d");
    reads("<b lang=fr><code><u><u><u><div>a</b>b", "b");
    let damaged = "Sur les lignes de entrance, le entrance tient avec ses applied sciences.";
    let html = format!("<p>{damaged}<p><b lang=fr><i lang=en><div>{damaged}</b>");
    let output = french().check_document(&open(html.as_bytes())).apply().into_owned();
    let output = String::from_utf8(output).unwrap();
    assert!(!output.starts_with(&format!("<p>{damaged}")) && output.ends_with(&format!("<div>{damaged}</b>")));
}

#[test]
fn formatting_goes_on_as_in_browsers() {
    let reads = |html: &str, wanted: &str| {
        reads(html, wanted);
        reads_as_the_other_parser_does(html);
    };
    // In the order in which it was opened.
    reads("<ul><li><i lang=en><p><b lang=fr><li>a", "a");
    // Behind a link that ends within it; a drawing does not end the paragraph.
    reads("<a href=x><b lang=en></a>a<p>b</b>c", "c");
    reads("<p lang=en><svg></br>a<svg></p>b", "b");
    reads("<ul><li lang=en><p><noscript><li>a", "");
    // Not into a cell, nor out of one.
    reads("<b lang=en><table><tr><td lang=fr>a<i lang=en>b<td lang=fr>c</table></b>d", "a|c|d");
    reads("<p><object><b lang=en>a</object>b</p><p>c", "b|c");
    // The last three of those that are equal; three around a block.
    reads("<p><b lang=en><b lang=en><b lang=en><i lang=fr><b lang=en>a<p></b></b></b>b", "b");
    reads("<b><i lang=en><u><s><em><div>a</b>b", "b");
    reads("<b><u><i lang=en><s><em><div>a</b>b", "");
}

#[test]
fn attributes_follow_the_paragraph_they_stand_in() {
    reads("<p>un <a title='trois \n quatre'>deux</a> cinq<p>six", "un deux cinq|trois quatre|six");
    reads("<meta name=Description content=a><meta property=og:title content=b><meta content=c>", "a|b");
    reads("<img alt=a aria-label=b aria-description=c title=d data-title=e><input placeholder=f value=g>", "a|b|c|d|f");
    let document =
        Document::read(Format::Html, b"<p title=a>b<img alt=c>", &Options::default().attributes(false)).unwrap();
    assert_eq!(document.articles().next().unwrap().text(), "b");
}

#[test]
fn what_stands_raised_is_a_letter_of_the_word_or_a_note() {
    reads("1<sup>er</sup> M<sup><i>me</i></sup> n<sup>&ordm;</sup> H<sub>2</sub>O", "1er Mme nº H2O");
    reads("a<sup>1</sup>b<sup><a title=x>[2]</a></sup>c<sup> * </sup>d<sup>&dagger;</sup>", "abcd");
}

#[test]
fn an_xml_page_may_close_any_element_at_once() {
    reads("\u{feff}<?xml version='1.0'?><html><title/><script src='x'/><p>a<b lang='en'/>b</p></html>", "ab");
    reads("<script src='x'/><p>a", "");
}

#[test]
fn a_sentence_is_judged_across_the_title_of_a_link() {
    let html = "<p>Sur les lignes de entrance, le entrance tient. Les applied <a href='/x' title='Le entrance'>sciences</a> ont une imaginative and prescient.";
    let document = open(html.as_bytes());
    let report = french().check_document(&document);
    assert_eq!(
        String::from_utf8_lossy(&report.apply()),
        "<p>Sur les lignes de front, le front tient. Les technologies<a href='/x' title='Le front'></a> ont une vision."
    );
    // Findings come in the order of the page, and each place slices.
    let found: Vec<_> = report.articles[0].findings.iter().map(|finding| finding.span.of(html)).collect();
    let across = "applied <a href='/x' title='Le entrance'>sciences";
    assert_eq!(found, ["entrance", "entrance", across, "entrance", "imaginative and prescient"]);
    let article = document.articles().next().unwrap();
    assert_eq!(article.source(Span::new(0, article.text().len())), Some(Span::new(3, html.len())));
}

#[test]
fn a_repair_is_spelled_as_the_page_is() {
    let fixed = |html: &str| {
        let document = open(html.as_bytes());
        String::from_utf8(french().check_document(&document).apply().into_owned()).unwrap()
    };
    let damage = "Sur les lignes de entrance, le entrance et les applied sciences : une imaginative and prescient.";
    let repair = "Sur les lignes de front, le front et les technologies : une vision.";
    assert_eq!(fixed(&format!("<p>{damage} &<entrance>")), format!("<p>{repair} &<entrance>"));
    // What would read as something else behind a stray sign is written whole.
    assert_eq!(
        fixed(&format!("<p>{damage} d&rsquo;&ampentrance <img alt=entrance>")),
        format!("<p>{repair} d&rsquo;&amp;front <img alt=front>")
    );
}

#[test]
fn what_lies_too_deep_is_left_alone() {
    let deep = |levels: usize| format!("{}a{}b", "<div>".repeat(levels), "</div>".repeat(levels));
    reads(&deep(500), "a|b");
    reads(&deep(100_000), "b");
}
