//! The tokenizer: a table of cases, and input that means to be slow; its laws on any text lie beside.

mod laws;
#[path = "../support/tries.rs"]
mod tries;

use std::time::{Duration, Instant};

use limpide::token::{Token, TokenKind, tokens};

/// One letter a token for its kind (Word, Number, Punctuation, Space, Opaque); then the text, a bar between tokens.
#[rustfmt::skip]
const CASES: &[(&str, &str)] = &[
    // Words.
    ("", ""),
    ("WSWSWP", "Rien| |à| |dire|."),
    ("W", "été"),
    ("W", "e\u{301}te\u{301}"),
    ("WSW", "c\u{327}a| |œuvre"),
    ("W", "tech\u{AD}no\u{200D}lo\u{200C}gie\u{2060}s"),
    ("WSW", "Łódź| |Αθήνα"),
    ("WSW", "Москва| |習近平"),
    ("W", "नमस्ते"),
    ("WPWPW", "fini|.|La|:|suite"),
    ("WPWPWP", "U|.|S|.|A|."),
    ("WSW", "étudiant·e·s| |tou·te·s"),
    ("W", "étudiant-e-s"),
    ("PWP", "_|mot|_"),
    ("O", "snake_case"),
    ("OPSO", "Net::Server::Log|,| |PL_check"),
    ("WPPSW", "fin|:|:| |Heures"),
    ("WSWSW", "XIᵉ| |nº| |m²"),
    ("WSWSW", "XIe| |G20| |iPhone6"),
    // An accent or joiner never leaves what it stands on; one that stands on nothing stands alone.
    ("PW", "\u{301}|a"),
    ("SPW", " |\u{AD}|mot"),
    ("PP", "!\u{301}\u{301}|!"),
    ("WSPP", "cœur| |❤\u{FE0F}|!"),
    // Elision.
    ("WW", "l’|affect"),
    ("WW", "l'|affect"),
    ("WW", "l\u{2BC}|affect"),
    ("WWSWW", "L’|Express| |D'|Artagnan"),
    ("WWSWWSWW", "j’|ai| |m’|as| |t’|es"),
    ("WWSWWSWW", "s’|il| |n’|y| |C’|est"),
    ("WWSWW", "ç’|a| |Ç'|eût"),
    ("WW", "c\u{327}’|a"),
    ("WWSWWSWW", "Jusqu’|à| |lorsqu'|elle| |PUISQU’|IL"),
    ("WWSWWSWW", "quoiqu’|il| |presqu’|amis| |quelqu’|autre"),
    ("WWW", "j'|n'|ai"),
    ("WWSWW", "l’\u{AD}|affaire| |s\u{AD}’|il"),
    ("WPSWSP", "l'|«| |affaire| |»"),
    ("WPWP", "l'|\"|affaire|\""),
    ("WPPWPP", "l'|'|'|affaire|'|'"),
    ("WPWP", "d’|*|amour|*"),
    ("WNSW", "l'|1,5| |million"),
    ("WSWSWSW", "l'| |affaire| |d’|\u{A0}|autres"),
    ("WPSW", "l|'|\n|affaire"),
    ("WP", "l|'"),
    ("WPP", "l|’|»"),
    ("PWSWPP", "'|plan| |D|'|,"),
    ("PWPSW", "'|C|'| |est"),
    ("PWPP", "'|mot|'|."),
    ("PWPSWSPW", "‘|mot|’| |et| |‘|la"),
    ("WSWW", "quelqu'un| |qu'|une"),
    ("WSW", "Quelqu’une| |presqu'île"),
    ("WWP", "presqu'|îlot|."),
    ("WSWW", "aujourd'hui| |d’|aujourd’hui"),
    ("WSWSW", "prud'homme| |prud’hommes| |prud'homal"),
    ("WSWSW", "O'Brien| |rock'n'roll| |entr'ouvert"),
    ("WWSW", "s’|entr’aider| |grand’mère"),
    ("WSW", "chef-d’œuvre| |main-d'œuvre"),
    ("WW", "c'|est-à-dire"),
    ("WSW", "don't| |it’s"),
    // Compounds.
    ("WSW", "arc-en-ciel| |nord-coréens"),
    ("WSW", "week\u{2011}end| |porte\u{2010}à\u{2010}faux"),
    ("WSWSW", "covid-19| |mi-2023| |A-320"),
    ("WSW", "vis-à-vis| |va-et-vient"),
    ("WSW", "là-bas| |Aix-en-Provence"),
    ("WSW", "va-t-en-guerre| |as-tu-vu"),
    ("WPSWSW", "moyen|-| |et| |long-courrier"),
    ("WPW", "deux|--|trois"),
    ("WPW", "Paris|–|Nice"),
    ("PWSPW", "-|il| |-|même"),
    ("W", "sous-\u{AD}traitant"),
    // Clitics.
    ("WW", "dit|-elle"),
    ("WW", "a|-t-il"),
    ("WW", "a|\u{2011}t\u{2011}elle"),
    ("WWW", "qu’|a|-t-on"),
    ("WWW", "donne|-moi|-le"),
    ("WWWSWW", "allez|-vous|-en| |allons|-y"),
    ("WWSWW", "va|-t’en| |va|-t-en"),
    ("WWSWW", "celui|-ci| |celles|-là"),
    ("WWSWW", "Lui|-même| |eux|-mêmes"),
    ("WWSWW", "week-end|-là| |puis|-je"),
    ("WWWSW", "n'|est|-ce| |pas"),
    ("WWSWW", "vois|-tu| |sont|-ils"),
    ("WWSWW", "parle|-lui| |dis|-leur"),
    ("WWSWW", "DIT|-ELLE| |A|-T-IL"),
    ("WWSWW", "la\u{300}|-me\u{302}me| |cela|-même"),
    ("WSW", "rendez-vous| |Rendez-vous"),
    ("WWSWW", "rendez-vous|-là| |week-end|-ci"),
    ("WSW", "peut-être| |garde-à-vous"),
    ("WWSW", "qu'|en-dira-t-on| |Tra-la-la"),
    ("WSWSWSW", "Jong-il| |Jong-Il| |X-Y| |RTL-Le"),
    // Numbers.
    ("NSNSN", "12\u{A0}000| |12\u{202F}000\u{202F}000|\t|1\u{2009}200,50"),
    ("NSW", "12 000| |euros"),
    ("NSNSW", "2024| |300| |blessés"),
    ("NSNSN", "12| |0000| |1 234 567"),
    ("NSNSNSNSN", "01| |42| |33| |44| |55"),
    ("NPSN", "3,4|,| |5"),
    ("NSNP", "1.234.567| |3.4|."),
    ("NPW", "3|.|La"),
    ("NSNPN", "1'000| |5|'|30"),
    ("NPSNSP", "12|%| |12| |%"),
    ("NSNSNSN", "1er| |2e| |3ème| |4x4"),
    ("NSNSWSN", "20h30| |20| |h| |30"),
    ("NPN", "2024|-|2025"),
    ("NPNPN", "12|/|03|/|2024"),
    ("NPN", "20|:|30"),
    ("PN", "-|5"),
    ("NSNP", "½| |10²|°"),
    ("NPW", "1990|'|s"),
    // Spaces.
    ("WSPSW", "oui|\u{202F}|!| \t|Non"),
    ("WSW", "a|\r\n\r\n|b"),
    ("SSSSS", " |\n| \u{A0}|\r\n|\t"),
    ("WSWSW", "a|\u{200B}|b|\u{FEFF}|c"),
    ("WSW", "a|\u{2003}\u{3000}|b"),
    // Opaque text.
    ("O", "https://exemple.fr/a-b?c=d&e=%20#f"),
    ("PWSOPP", "(|voir| |http://exemple.fr/a_(b)|.|)"),
    ("OP", "HTTPS://Exemple.FR|?"),
    ("OPSW", "www.exemple.fr|,| |puis"),
    ("WPSW", "www|.| |fin"),
    ("WPPPP", "http|:|/|/|."),
    ("OPSO", "lemonde.fr/idees|,| |radio-canada.ca"),
    ("WO", "d’|exemple.gouv.fr"),
    ("OPWSW", "exemple.fr|.|La| |suite"),
    ("WPWSW", "fini|.|ainsi| |dit"),
    ("OSO", "Exemple.fr| |BFM.tv"),
    ("WPW", "Exemple|.|Fr"),
    ("WPWPWSW", "fini|.|Exemple|.|fr| |dit"),
    ("OPSOP", "https://exemple.fr/wiki/É|…| |exemple.fr/a|►"),
    ("WPW", "exemple|.|frs"),
    ("O", "20minutes.fr"),
    ("OP", "redaction@exemple.fr|."),
    ("OPW", "jean-pierre.o+x@mail.exemple.com|.|La"),
    ("WPW", "moi|@|toi"),
    ("OPSO", "@limpide_fr|,| |@Élysée"),
    ("OSO", "#Présidentielle2027| |#e\u{301}te\u{301}"),
    ("PNSPSP", "#|1| |#| |@"),
    ("OSW", "`let x = 1;`| |fin"),
    ("WPWSWSWPW", "l|`|affaire| |et| |d|`|autres"),
    ("PWSPW", "`|a|\n|`|b"),
    ("OWSOWOP", "<p>|Le| |<strong>|chef|</strong>|."),
    ("OWO", "<a href=\"/prime\" class='x'>|ici|</a>"),
    ("WSOSW", "un| |<br />| |deux"),
    ("OWO", "<p >|un|</p >"),
    ("WSPSNSPSW", "x| |<| |3| |>| |y"),
    ("PWSWP", "<|mot| |seul|>"),
    ("PWSPP", "<|p|\n|=|>"),
    ("PO", "<|<b>"),
    ("OSO", "&amp;| |d&eacute;file&nbsp;"),
    ("OSO", "&eacute;cole| |l&rsquo;affaire"),
    ("OPSOSO", "$path|.| |${old_path}| |%(path)s"),
    ("OSOSO", "{path}| |{{path}}| |{{ page.title }}"),
    ("NSPWSW", "5| |%|des| |voix"),
    ("PWSWP", "{|deux| |mots|}"),
    ("PSNSW", "$| |5| |et"),
    ("WPWPSWSPSW", "R|&|D|;| |M| |&| |fils"),
    // Punctuation.
    ("WPSPPPP", "Quoi|...| |«|!|?|»"),
    ("PPPP", "—|–|--|**"),
    ("PPP", "!!!|??|……"),
    ("PPPP", "(|(|\"|\""),
    ("PPPP", "&|€|$|\u{1F600}"),
];

#[test]
fn cases() {
    for (kinds, cut) in CASES {
        let segment = cut.replace('|', "");
        let found: Vec<Token> = tokens(&segment).collect();
        let found_cut = found.iter().map(|token| token.text).collect::<Vec<_>>().join("|");
        let found_kinds: String = found.iter().map(|token| letter(token.kind)).collect();
        assert_eq!((found_kinds.as_str(), found_cut.as_str()), (*kinds, *cut), "in {segment:?}");
    }
}

#[test]
fn a_bar_is_punctuation() {
    let found: Vec<(TokenKind, &str)> = tokens("a|b").map(|token| (token.kind, token.text)).collect();
    assert_eq!(found, [(TokenKind::Word, "a"), (TokenKind::Punctuation, "|"), (TokenKind::Word, "b")]);
}

#[test]
fn code_is_bounded() {
    let short = format!("`{}`", "a".repeat(199));
    let long = format!("`{}`", "a".repeat(200));
    assert_eq!(tokens(&short).count(), 1);
    assert_eq!(tokens(&long).count(), 3);
}

/// What would take minutes if any of it took quadratic time.
#[test]
fn hostile_segments_take_linear_time() {
    let pieces = [
        "a",
        "é",
        "e\u{301}",
        "\u{301}",
        "\u{AD}",
        "習",
        "\u{1F468}\u{200D}",
        "'",
        "l'",
        "a'",
        "a’\u{AD}",
        "-",
        "a-",
        "-il",
        "a-t-il-",
        "donne-moi-le-",
        "rendez-vous-",
        "1",
        "1 ",
        "123 456 ",
        "1,",
        "1.234.",
        "1-a.",
        "a.",
        "a.fr.",
        "a-a.",
        "a@",
        "a@b",
        "a@b.",
        "a_",
        "a+",
        "%a",
        ".",
        "@",
        "@a",
        "#",
        "#1",
        "`",
        "`a",
        "`a\n",
        "http://",
        "http://(",
        "www.",
        "http:",
        "http://a),",
        " ",
        "\n",
        "\r\n ",
        "\u{200B}",
        "«",
        "a·",
        "qu'",
        "quelqu'un",
        "_",
        "٣",
        "ा",
    ];
    for piece in pieces {
        let segment = piece.repeat((2 << 20) / piece.len());
        for (head, tail) in [("", ""), ("a", "!"), ("http://x", ",")] {
            let segment = format!("{head}{segment}{tail}");
            let start = Instant::now();
            assert_eq!(tokens(&segment).map(|token| token.text.len()).sum::<usize>(), segment.len());
            assert!(start.elapsed() < Duration::from_secs(5), "{piece:?} repeated takes {:?}", start.elapsed());
        }
    }
    // Halves that can only be told apart at the far end.
    for (first, second) in [("(", ")"), ("a", ","), ("\u{AD}", "-"), ("-il", "X"), ("123 ", "4")] {
        let n = 1 << 19;
        let segment = format!("http://x{}{}", first.repeat(n), second.repeat(n));
        let start = Instant::now();
        assert!(tokens(&segment).count() > 0);
        assert!(start.elapsed() < Duration::from_secs(5), "{first:?} then {second:?} takes {:?}", start.elapsed());
    }
}

fn letter(kind: TokenKind) -> char {
    match kind {
        TokenKind::Word => 'W',
        TokenKind::Number => 'N',
        TokenKind::Punctuation => 'P',
        TokenKind::Space => 'S',
        TokenKind::Opaque => 'O',
    }
}
