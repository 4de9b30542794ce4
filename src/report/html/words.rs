//! What the page says around the findings.
//!
//! Law: both languages of a phrase stand side by side. `|` parts one from many; names in braces are filled in by the script.

use crate::report::Language;

/// A phrase by its name, in English and in French.
pub(super) const WORDS: [(&str, &str, &str); 71] = [
    ("title", "Review", "Relecture"),
    ("skip", "Skip to the article", "Aller à l’article"),
    ("keys", "Keys", "Raccourcis"),
    (
        "noscript",
        "This page needs JavaScript to show its articles. All of it lies in this file; nothing is fetched from anywhere.",
        "Cette page a besoin de JavaScript pour montrer ses articles. Tout est dans ce fichier\u{202f}; rien n’est chargé d’ailleurs.",
    ),
    // The side.
    ("side", "Articles and tools", "Articles et outils"),
    ("articles", "Articles", "Articles"),
    ("chart", "Bars: damaged places per 1,000 words", "Barres\u{a0}: endroits altérés pour 1\u{202f}000 mots"),
    ("tools", "Tools", "Outils"),
    ("least", "Show repairs sure to at least", "Montrer les corrections sûres à au moins"),
    (
        "accept_shown",
        "Accept the open repair shown|Accept the {n} open repairs shown",
        "Accepter la correction en attente|Accepter les {n} corrections en attente",
    ),
    ("accept_none", "No open repair shown", "Aucune correction en attente"),
    ("copy", "Copy the text", "Copier le texte"),
    ("save_text", "Download the text", "Télécharger le texte"),
    ("save_decisions", "Download the decisions", "Télécharger les décisions"),
    ("load", "Load decisions", "Charger des décisions"),
    (
        "apply",
        "To write decisions into the file: limpide fix --decisions decisions.json FILE",
        "Pour reporter les décisions dans le fichier\u{a0}: limpide fix --decisions decisions.json FICHIER",
    ),
    // The article.
    ("spun", "rewritten", "réécrit"),
    ("damaged", "damaged", "altéré"),
    ("clean", "clean", "intact"),
    ("places", "{n} place|{n} places", "{n} endroit|{n} endroits"),
    ("words", "{n} word|{n} words", "{n} mot|{n} mots"),
    ("high", "sure to 80% and more", "sûr à 80\u{a0}% et plus"),
    ("medium", "50 to 80%", "de 50 à 80\u{a0}%"),
    ("low", "under 50%", "moins de 50\u{a0}%"),
    (
        "lossy",
        "This article holds bytes that are no UTF-8, shown as �. Download the decisions and apply them with limpide fix --decisions, which keeps these bytes.",
        "Cet article contient des octets qui ne sont pas de l’UTF-8, montrés comme �. Téléchargez les décisions et appliquez-les avec limpide fix --decisions, qui conserve ces octets.",
    ),
    ("empty", "(empty)", "(vide)"),
    // A place.
    ("place", "Place {i} of {n}", "Endroit {i} sur {n}"),
    ("nothing", "Nothing to decide", "Rien à décider"),
    ("next", "Next place", "Endroit suivant"),
    ("previous", "Previous place", "Endroit précédent"),
    ("accept", "Accept", "Accepter"),
    ("reject", "Reject", "Refuser"),
    ("edit", "Edit", "Modifier"),
    ("undo", "Undo", "Annuler"),
    ("wording", "What should stand there", "Ce qui doit figurer là"),
    ("save", "Keep", "Valider"),
    ("cancel", "Cancel", "Abandonner"),
    ("why", "Why", "Pourquoi"),
    ("others", "Or rather", "Ou plutôt"),
    ("weighed", "All that was weighed", "Tout ce qui a été pesé"),
    ("sure", "{sure} sure, {state}", "sûr à {sure}, {state}"),
    ("repair", "repair", "correction"),
    ("change", "{found} becomes {repair}", "{found} devient {repair}"),
    ("open", "undecided", "à décider"),
    ("accepted", "accepted", "accepté"),
    ("rejected", "rejected", "refusé"),
    ("edited", "edited", "modifié"),
    // What is announced.
    ("progress", "{k} of {n} decided", "{k} sur {n} décidés"),
    ("done", "All is decided.", "Tout est décidé."),
    ("undone", "Undone: {found} is {state}.", "Annulé\u{a0}: {found} est {state}."),
    ("nothing_undone", "There is nothing to undo.", "Il n’y a rien à annuler."),
    ("copied", "The text is copied.", "Le texte est copié."),
    (
        "not_copied",
        "The browser does not let the page copy; download the text.",
        "Le navigateur ne laisse pas copier\u{202f}; téléchargez le texte.",
    ),
    ("saved", "{name} is downloaded.", "{name} est téléchargé."),
    ("loaded", "{n} decision loaded.|{n} decisions loaded.", "{n} décision chargée.|{n} décisions chargées."),
    (
        "not_loaded",
        "These decisions were made on other texts; load those of the articles on this page.",
        "Ces décisions portent sur d’autres textes\u{202f}; chargez celles des articles de cette page.",
    ),
    (
        "not_decisions",
        "This file holds no decisions; load one that this page downloaded.",
        "Ce fichier ne contient pas de décisions\u{202f}; chargez-en un que cette page a téléchargé.",
    ),
    (
        "not_kept",
        "The browser keeps nothing for this page; download the decisions before you close it.",
        "Le navigateur ne conserve rien pour cette page\u{202f}; téléchargez les décisions avant de la fermer.",
    ),
    ("shown", "{n} repair shown|{n} repairs shown", "{n} correction affichée|{n} corrections affichées"),
    ("accepted_many", "{n} repair accepted|{n} repairs accepted", "{n} correction acceptée|{n} corrections acceptées"),
    // Help.
    ("enter", "Enter", "Entrée"),
    ("escape", "Esc", "Échap"),
    ("to_panel", "From a place to its buttons", "D’un endroit à ses boutons"),
    ("to_text", "Back to the place", "Revenir à l’endroit"),
    ("turn", "Next and previous article", "Article suivant, précédent"),
    ("this_help", "This help", "Cette aide"),
    ("single", "Single keys act", "Les touches seules agissent"),
    (
        "kept",
        "Decisions are kept in this browser, for each text. Nothing leaves this page unless you download or copy it.",
        "Les décisions sont conservées dans ce navigateur, pour chaque texte. Rien ne quitte cette page si vous ne le téléchargez ou ne le copiez.",
    ),
    ("close", "Close", "Fermer"),
    ("percent", "{n}%", "{n}\u{a0}%"),
    ("note", "{found} → {repair} ({sure}, {state})", "{found} → {repair} ({sure}, {state})"),
];

/// The phrases of a language, by name.
pub(super) fn words(language: Language) -> impl Iterator<Item = (&'static str, &'static str)> {
    let french = language == Language::French;
    WORDS.into_iter().map(move |(name, english, in_french)| (name, if french { in_french } else { english }))
}
