//! The traps that damage and genuine French share: names, French words that are intruders elsewhere, quotations, number words, accents.
//!
//! A trap has two sides. In a clean text nothing may be applied, whatever it looks like; in a damaged article the trap word
//! stands beside real damage, and only the damage is repaired. All texts and all people in them are invented.

#![cfg(feature = "french")]
#![allow(missing_docs, clippy::unwrap_used, clippy::panic)]

mod support;

use support::{all_pairs, french, independent_pairs, kept};

/// In a damaged article, written with `{intruder|original}` at each damaged place, nothing but the damage is repaired:
/// more than half of it rightly, and no other place at all.
#[track_caller]
fn repaired(marked: &str) {
    let article = Marked::read(marked);
    assert!(article.places.len() >= 6 && article.given.split_whitespace().count() >= 120, "too easy");
    let report = french().check(&article.given);
    let (mut right, mut odd) = (0, Vec::new());
    for edit in report.edits() {
        // A repair may mend the word before too (*le avis*), so the end of the place decides.
        match article.places.iter().find(|(_, end, _)| *end == edit.span.end) {
            Some((.., original)) if edit.text.ends_with(original) => right += 1,
            Some((.., original)) => {
                odd.push(format!("{} -> {}, not {original}", edit.span.of(&article.given), edit.text))
            }
            None => odd.push(format!(
                "{}[{} -> {}]{}, genuine",
                before(&article.given, edit.span.start),
                edit.span.of(&article.given),
                edit.text,
                after(&article.given, edit.span.end)
            )),
        }
    }
    assert!(!odd.iter().any(|one| one.ends_with("genuine")), "{odd:#?}");
    assert!(right * 2 > article.places.len(), "{right} of {} right: {odd:#?}", article.places.len());
}

/// Up to forty bytes before a place.
fn before(text: &str, at: usize) -> &str {
    &text[text.floor_char_boundary(at.saturating_sub(40))..at]
}

/// Up to forty bytes after a place.
fn after(text: &str, at: usize) -> &str {
    &text[at..text.ceil_char_boundary((at + 40).min(text.len()))]
}

struct Marked {
    given: String,
    places: Vec<(usize, usize, String)>,
}

impl Marked {
    fn read(marked: &str) -> Self {
        let (mut given, mut places) = (String::new(), Vec::new());
        let mut pieces = marked.split('{');
        given.push_str(pieces.next().unwrap());
        for piece in pieces {
            let (place, rest) = piece.split_once('}').unwrap();
            let (intruder, original) = place.split_once('|').unwrap();
            let start = given.len();
            given.push_str(intruder);
            places.push((start, given.len(), original.to_string()));
            given.push_str(rest);
        }
        Self { given, places }
    }

    /// The article before it was damaged.
    fn sound(&self) -> String {
        let mut sound = self.given.clone();
        for (start, end, original) in self.places.iter().rev() {
            sound.replace_range(*start..*end, original);
        }
        sound
    }
}

const DAMAGED: [&str; 15] = [
    NAMES_1, NAMES_2, NAMES_3, FRENCH_1, FRENCH_2, FRENCH_3, FRENCH_4, QUOTES_1, QUOTES_2, QUOTES_3, NUMBERS_1,
    NUMBERS_2, NUMBERS_3, ACCENTS_1, ACCENTS_2,
];

#[test]
fn damage_is_damage_that_engines_do() {
    let mut known: std::collections::BTreeSet<(String, String)> = all_pairs().into_iter().collect();
    for (original, intruders) in independent_pairs() {
        known.extend(intruders.iter().map(|intruder| (original.clone(), intruder.clone())));
    }
    let mut unknown = Vec::new();
    for marked in DAMAGED {
        let article = Marked::read(marked);
        for (start, end, original) in article.places {
            let pair = (original.to_lowercase(), article.given[start..end].to_lowercase());
            if !known.contains(&pair) {
                unknown.push(pair);
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:?}");
}

// Names: Nice, Tours, Guy, Price, Bill.

#[test]
fn names_stay() {
    kept(&[
        "M. Price a été élu maire de la commune dimanche soir, avec onze voix d’avance sur son rival.",
        "La ville de Nice et celle de Tours accueilleront les deux premières rencontres de la saison. Le match retour se jouera \
         à Nice le 12 mai.",
        "Bill Harmelin et Guy Portail ont fondé l’atelier en 1987. Bill dessinait, Guy vendait ; leur associée, Rose Field, tenait \
         les comptes.",
        "Tours s’est imposé sur le terrain de Nice (2-1). Les Niçois, menés dès la troisième minute, n’ont jamais trouvé la \
         solution face au gardien tourangeau, Dorian Price.",
        "« Price est un menteur », a lancé Mark Baker à la barre, avant que Grace Miller, son avocate, ne le fasse taire.",
        "La société Major Events, dirigée par Hope Stone, organise chaque été le festival de Fair Hill. Ses concurrents, Smart \
         Home et Green Forest, ont renoncé.",
        "Will Carpenter, Young Park et Art Cook forment le trio le plus attendu du tournoi. Will, blessé au genou, \
         pourrait toutefois manquer la finale.",
        "Née à Reading, élevée à Bath, Joy Fuller vit à Nice depuis 1994. Elle y a ouvert une librairie, The Page, puis un \
         salon de thé, Sweet Home, que tient son fils Guy.",
        "À Tours, la préfecture d’Indre-et-Loire a pris un arrêté. Le train de 7 h 12 pour Nice est supprimé, celui de 9 heures \
         est maintenu. M. Bill, délégué des usagers, déplore un manque d’information.",
    ]);
}

#[test]
fn names_stay_beside_damage() {
    repaired(NAMES_1);
    repaired(NAMES_2);
    repaired(NAMES_3);
}

const NAMES_1: &str = "Dorian Price, le gardien de Tours, a annoncé mardi qu’il quittait le {membership|club} à la fin de la saison. Arrivé de Nice \
    en 2019, il avait disputé cent douze rencontres sous le maillot tourangeau. « J’ai beaucoup appris ici, a dit Price devant \
    la presse. C’est une {query|question} de motivation : je veux retrouver la {pressure|tension} des grands soirs. » Son agent, Guy Lambrey, \
    assure que la {place|position} des dirigeants n’a jamais varié et que le joueur, dont la {inhabitants|population} locale apprécie la gentillesse, \
    partira libre. Nice, qui cherche un gardien depuis la blessure de Bill Orsini, serait une {possibility|option}, mais rien \
    n’est signé. L’{affect|impact} sur les comptes serait limité, selon le {finances|budget} présenté en mars : le joueur ne touchait \
    qu’un salaire modeste. La {scenario|situation} des autres cadres, elle, reste floue. La {manufacturing|production} de buts a \
    baissé cet hiver, le public se lasse et la direction de Tours attend un {sign|signal} fort avant de lancer la {building|construction} du \
    nouveau centre d’entraînement. Le président, M. Price père, a refusé de répondre à nos questions.";

const NAMES_2: &str = "Les amis de Guy Portail se sont réunis samedi à Nice pour inaugurer l’exposition qui lui est consacrée. Une {picture|image} en noir \
    et blanc, prise à Tours en 1962, ouvre le parcours ; on y voit Bill Harmelin et Rose Field devant leur premier atelier. Plus \
    loin, une {assortment|collection} de lettres retrace la {dialog|conversation} que Guy entretint toute sa vie avec les peintres de son temps. \
    Les {events|parties} les plus fragiles du fonds n’ont pu faire le voyage, et la lumière a été réduite pour la {safety|protection} des dessins. Le \
    commissaire, Mark Price, a voulu montrer l’{significance|importance} de la ville de Nice dans cette œuvre : « Tout y tient, la mer, \
    la {tradition|culture} populaire, l’{consideration|attention} portée aux gestes simples. » Le {worldwide|international} n’est pas oublié, \
    puisque trois musées étrangers ont prêté des toiles. Une {model|version} numérique de l’exposition est proposée sur le {website|site} de la \
    ville, et un catalogue de deux cents {web pages|pages} devrait suivre. La {affiliation|association} des amis du peintre cherche encore des \
    donateurs. M. Bill Harmelin fils, lui, a offert à Nice la dernière toile de son père.";

const NAMES_3: &str = "Le procès de Bill Garrel s’est ouvert lundi devant le {court docket|court} d’appel de Tours. L’ancien notaire, aujourd’hui en {jail|prison}, \
    est accusé d’avoir détourné plusieurs {tens of millions|millions} d’euros au détriment de ses clients. À l’{viewers|audience}, son avocate, \
    Grace Miller, a plaidé l’erreur : « Rien dans les {paperwork|documents} ne montre une intention », a-t-elle dit. M. Price, qui avait perdu ses \
    économies, ne l’entend pas ainsi. « Il y avait un {hazard|danger}, il le savait, et il nous a menti », a-t-il lancé au {second|moment} de quitter la \
    salle. Un {hint|trace} de peinture, relevée sur un coffre à Nice, occupe les enquêteurs depuis trois ans. La {scenario|situation} de Guy \
    Sablon, l’associé, sera examinée jeudi ; il aurait reçu une {fee|commission} de dix pour cent, mais il nie. Les débats, prévus \
    pour deux semaines, pourraient durer plus longtemps si la défense obtient la {session|consultation} de nouveaux experts. \
    Bill Garrel encourt dix ans. La ville de Tours, partie civile, réclame le remboursement des sommes et l’{actual|exact} décompte des intérêts.";

// French words that are intruders: place, second, course, file, local, match, native, prime, direction, service.

#[test]
fn french_words_stay() {
    kept(&[
        "La place du marché sera fermée samedi. Une place de stationnement sur deux a disparu en dix ans.",
        "Arrivé second de la course, le coureur local a salué la foule avant de quitter le match des anciens qui se jouait à côté.",
        "La file d’attente s’étirait jusqu’à la place de la mairie ; le service des passeports n’ouvre qu’à neuf heures.",
        "Le second tour aura lieu dimanche. Le parti présidentiel arrive en seconde position, derrière la liste locale.",
        "Sa langue native n’est pas le français, mais elle a obtenu une prime de mille euros au terme de son service civique.",
        "La direction du magasin a changé deux fois en un an. Le local commercial, vide depuis mars, sera loué à une course cycliste \
         pour y loger ses bénévoles.",
        "Un match nul aurait suffi. Au lieu de quoi l’équipe a perdu sa place en coupe, et le second gardien a été blessé à la dernière \
         course. Le service médical parle de six semaines.",
        "Le chef de file de l’opposition a pris place au premier rang. Il a rappelé que la prime d’activité avait été promise dans un \
         second temps, et que la direction des services n’en avait rien dit.",
        "La vente du four communal, une affaire locale, a fait du bruit. On y cuisait le pain natif du canton, dit-on, et l’on y faisait \
         la file le samedi. Le lieu est en bon état ; sa surface est de trente mètres carrés, avec un bureau et une table.",
        "Le service de presse a fait savoir que la photographe avait reçu une mention. Sa section, en pleine course aux talents, attend un \
         signe de la direction. Elle est en place depuis l’automne.",
    ]);
}

#[test]
fn french_words_stay_beside_damage() {
    repaired(FRENCH_1);
    repaired(FRENCH_2);
    repaired(FRENCH_3);
    repaired(FRENCH_4);
}

const FRENCH_1: &str = "La course cycliste du Mont-Aubert, dont ce sera dimanche la trentième édition, traversera pour la première fois la place de la mairie. Les \
    organisateurs ont dû trouver une {answer|solution} après l’effondrement du pont, et les {applied sciences|technologies} de chronométrage ont été \
    changées. « Le parcours local est plus dur, mais il est plus beau », explique le président du {membership|club}. Les \
    inscriptions, closes depuis le 3 mai, ont {trigger|cause} une longue file devant le gymnase. La {inhabitants|population} du village, elle, se réjouit : \
    la {manufacturing|production} de cidre se vend bien ce jour-là. Un service de navettes sera mis en place dès sept heures, et la prime \
    du vainqueur passe à trois cents euros. Le second recevra un panier garni. La {scenario|situation} du col reste longuement \
    surveillée, car la neige est tombée en altitude. En cas de {hazard|danger}, le directeur de course se réserve le droit de \
    supprimer une {part|section} du tracé. Les secours ont reçu toute l’{data|information} utile ; leur {place|position}, en haut du \
    col, permettra d’intervenir en dix minutes. Le match de rugby prévu à seize heures aura lieu sur le terrain voisin.";

const FRENCH_2: &str = "Le service des urgences de l’hôpital local a connu une nuit difficile. Il n’y avait plus une place dans les couloirs, et la \
    file d’attente débordait sur le parking. « Les {sufferers|patients} sont arrivés par dizaines, et l’{consideration|attention} de tous était \
    requise », raconte une infirmière. La {query|question} du nombre de lits reste entière. Selon la direction, il faudrait un {finances|budget} de \
    deux {tens of millions|millions} d’euros pour ouvrir un second étage. Le maire, chef de file de la majorité, a promis une {answer|solution} rapide, \
    {automobile|car} l’hiver approche. Des {assessments|tests} seront proposés sur la place du marché dès lundi, et une prime sera versée aux soignants \
    volontaires. L’{affiliation|association} des usagers doute de l’{affect|impact} de ces mesures : « C’est une {picture|image}, rien de plus. » Elle \
    demande que la {safety|protection} du personnel soit garantie et que chaque {scenario|situation} de violence soit signalée. Le préfet a \
    rappelé que la course contre la montre était engagée et que le service ne fermerait pas. Un match de gala sera joué en juin au \
    profit de l’hôpital.";

const FRENCH_3: &str = "Le second atelier de la fabrique a rouvert ses portes au printemps, dans un local de la rue des Forges. La {building|construction} du \
    bâtiment, de facture ancienne, a duré deux ans. On y trouve une table de huit mètres, un four, et un établi réservé à chaque apprenti. \
    « La {method|technique} n’est rien sans la {endurance|patience} », répète le directeur, qui se méfie des {applied sciences|technologies} à la mode. \
    L’atelier forme dix jeunes par an, sélectionnés sur dossier. La {fee|commission} d’admission regarde leur {ardour|passion} plus que leurs notes. \
    Au {second|moment} du départ, chacun reçoit une prime et un outil. La {place|position} géographique de l’atelier, au bord du canal, \
    a son {significance|importance} : la {air pollution|pollution} y est faible et l’{supply|source} d’eau toute proche. Les {websites|sites} \
    de vente en ligne lui font mais une rude concurrence. « Il y a là un {hazard|danger}, et une {query|question} de survie », \
    dit le directeur. La course au rendement n’est pas la sienne. Cette année, le service des impôts lui a réclamé un {whole|total} de \
    neuf mille euros ; la {scenario|situation} s’est réglée par une {dialogue|discussion} franche, sans passer devant le juge.";

const FRENCH_4: &str = "Le match de samedi restera dans les mémoires. Devant une {viewers|audience} de douze mille personnes, l’équipe locale est \
    montée en seconde division. La {soccer|football} n’avait plus connu pareille fête ici depuis vingt ans. Au {second|moment} du coup d’envoi, \
    pourtant, la {strain|tension} était forte : un joueur natif de la ville, transféré en janvier, jouait en face. Son {shock|surprise} fut d’entendre \
    le public chanter son nom. Une course folle de l’ailier, à la dixième minute, a donné le {sign|signal} ; le second {however|but}, juste avant la pause, \
    a scellé le sort de la rencontre. « Nous avions une {query|question} à régler avec nous-mêmes », dit l’entraîneur, dont la {place|position} \
    semblait fragile. La direction lui a renouvelé sa confiance. La prime de match sera reversée à une {affiliation|association}. Le \
    {membership|club} doit encore trouver un {finances|budget} pour la {building|construction} de sa tribune, mais plusieurs {companies|services} de \
    la région se disent prêts à aider. Le chef de file du projet attend une réponse avant juin, et une {answer|solution} durable avant l’hiver.";

// Quotations: English in quotation marks, titles, and articles that speak of spun text.

#[test]
fn quotations_stay() {
    kept(&[
        "« The show must go on », a-t-il répondu en anglais, avant de reprendre en français : « Nous continuerons. »",
        "Le groupe a repris « What a Wonderful World », puis « Second Chance » et « Place in the Sun », devant huit cents personnes.",
        "Son premier film, « A Better Place », n’a pas trouvé de distributeur ; le second, « Sturdy Hearts », sort mercredi.",
        "Les textes passés à la moulinette se reconnaissent vite : « front » y devient « entrance », « parties » y devient « events » \
         et « durable » y devient « sturdy ». Un lecteur attentif s’en aperçoit à la deuxième ligne.",
        "Exemple relevé sur un blog : « The eastern entrance is quiet and the political events are silent ». Le texte d’origine, publié par \
         un quotidien, parlait du front et des partis.",
        "Dans sa lettre, le chercheur écrit : “We found that applied sciences and views are the most common replacements.” Il n’en dit pas plus.",
        "L’album “Sturdy Views”, paru au printemps, contient douze titres, dont “Main Entrance” et “The Boards”. La chanteuse le défendra \
         sur scène à l’automne.",
        "« It is a question of trust », a déclaré l’ambassadrice. « However, the situation remains difficult, and the people are \
         waiting for an answer. » Ses propos ont été traduits en séance.",
        // Short articles, as the head of an English feed is one.
        "Latest Linux Kernel Versions\n\nLatest Linux Kernel Versions",
        "Red Blob Games: latest blog posts",
        "Il a intitulé sa revue Applied Sciences, puis The Journal of Sturdy Events. Personne ne l’a lue, mais elle existe.",
    ]);
}

#[test]
fn an_article_on_damage_stays() {
    kept(&[ON_DAMAGE]);
}

const ON_DAMAGE: &str = "Le jour où la mairie a inauguré une « gymnasium entrance »\n\n\
     Tout est parti d'un lecteur du canton, professeur de mathématiques à la retraite, qui croyait avoir un début d'AVC. En cherchant sur son \
     téléphone la date de la foire aux oignons, il tombe sur un article qui lui annonce que « la tradition est une part importante de la life \
     locale » et que « les parties prenantes du dossier » sont devenues « les events prenantes du folder ». Il relit. Il appelle sa femme. Elle \
     relit aussi. « Là, dit-il, j'ai été rassuré : nous étions deux. »\n\n\
     Le site s'appelle Actu-Vallée-Express. Il n'a ni adresse ni rédaction, mais il publie jusqu'à quatre-vingts articles par jour, pris dans les \
     colonnes de la presse régionale, la nôtre comprise. Pour échapper à la détection du plagiat, il fait passer chaque papier dans un logiciel \
     dit spinner, qui change un mot sur dix par un synonyme. Le procédé est vieux comme les moteurs de recherche. Le hic : ce logiciel-là ne \
     connaît que l'anglais. Chaque fois qu'un mot français s'écrit comme un mot anglais, il croit le reconnaître et le remplace.\n\n\
     Le résultat tient du poème. « Le premier minister », passe encore. Mais « il a pris son mal en affected person », pour patience, ou presque \
     ? « Un accident de automobile sur la route départementale » ? Notre rubrique sport a fourni le plus beau : « Les visiteurs ont ouvert la \
     mark », et plus loin « l'arbitre a sorti un second card rouge ». L'article original, signé de notre confrère Damien Pruvost, disait \
     simplement « la marque » et « carton » ; on ne sait même pas par quel détour la machine est passée. Peut-être un second robot avait-il \
     travaillé avant elle.\n\n\
     Certaines trouvailles sont devenues des blagues de bureau. Depuis trois semaines, chez nous, on ne prend plus le car, on prend « \
     l'automobile scolaire ». La chef des sports signe ses courriels « bien à vous, head of athletics ». Et le maire de Vaux-le-Grand, bon \
     joueur, a fait encadrer le compte rendu de sa propre inauguration : « M. Castaing a coupé le ribbon devant la salle, en presence de nombreux \
     natives. »\n\n\
     « C'est drôle, mais ça nous coûte », tempère Odile Marchandeau, directrice commerciale du journal. Pendant quelques heures, la copie abîmée \
     apparaît avant l'article d'origine dans les résultats, et c'est elle qui touche l'argent de la publicité. Le courrier de mise en demeure est \
     parti au Panama, puis au Delaware ; il est revenu deux fois avec la mention « unknown at this address ».\n\n\
     Comment reconnaître ces pages ? Les articles et les accords sont restés français : si vous lisez « la state of affairs est grave » ou « \
     l'motion en justice », n'ajustez pas vos lunettes. La phrase a été tournée pour un mot qui n'est plus là. Vous pouvez alors jouer, comme \
     notre professeur, à retrouver l'ancien : il en a rempli un cahier. « Situation, action… C'est meilleur que les mots croisés, assure-t-il, et \
     la grille est gratuite. »";

#[test]
fn quotations_stay_beside_damage() {
    repaired(QUOTES_1);
    repaired(QUOTES_2);
    repaired(QUOTES_3);
}

const QUOTES_1: &str = "La chanteuse a donné jeudi son premier {live performance|concert} depuis deux ans. Devant une salle comble, elle a chanté « A Better Place », \
    « Second Chance » et « The Long Road Home », trois titres de son nouvel album. « This is a special moment », a-t-elle lancé au {second|moment} \
    des rappels, avant de remercier la {inhabitants|population} de la ville. Sa {place|position} n’était pourtant pas simple : la {query|question} de \
    sa santé revenait sans cesse. « C’est une {scenario|situation} que je connais », dit-elle. Son {fashion|style} a changé, et les {applied sciences|technologies} \
    modernes y tiennent plus de place. La {manufacturing|production}, confiée à un ami d’enfance, donne à chaque chanson une {picture|image} neuve. \
    L’{significance|importance} des cordes surprend d’abord, mais l’oreille s’y fait. Un film, « Behind the Curtain », suivra cet hiver ; \
    on y verra une {half|part} des répétitions. « People need music », répète le réalisateur, qui signe là sa {imaginative and prescient|vision} de la \
    tournée. Les billets sont en vente sur le {website|site} de la salle. Un {whole|total} de douze dates est prévu, dont trois à l’étranger, avec \
    l’{help|assistance} d’un orchestre local.";

const QUOTES_2: &str = "L’ambassadrice a reçu la presse lundi dans son {workplace|office} de la rue Haute. « We are not going to change our position », a-t-elle déclaré en \
    anglais, puis elle est revenue au français pour préciser l’{angle|attitude} de son pays. La {strain|tension} entre les deux capitales dure depuis \
    mars. Une {scenario|situation} que les diplomates jugent sans {answer|solution} rapide. « The people of both countries deserve better », a ajouté son \
    adjoint. La {query|question} des frontières, elle, n’a pas avancé : chaque {half|part} attend un {sign|signal} de l’autre. Le {dialogue|discussion} de mai avait \
    donné des espoirs, mais l’{affect|influence} des extrêmes a tout arrêté. Selon des {paperwork|documents} que nous avons pu lire, une \
    {fee|commission} sera nommée. Son {significance|importance} est réelle, {automobile|car} elle réunira des {consultants|experts} des deux rives. L’ambassadrice \
    a cité un proverbe, « Good fences make good neighbours », puis elle a souri. La {inhabitants|population} civile, elle, paie le prix du conflit : \
    plusieurs {tens of millions|millions} de personnes vivent sans électricité.";

const QUOTES_3: &str = "Un professeur de lycée a mené l’étude avec ses élèves : comment reconnaître un texte passé dans un logiciel qui remplace les mots ? Ils ont \
    relevé « The entrance is quiet tonight » là où l’original citait « The front is quiet tonight », et bien d’autres merveilles. La {query|question} les a amusés, puis inquiétés. « Ces \
    {websites|sites} se copient les uns les autres », dit une élève. L’{affect|impact} sur la presse est réel, mais difficile à mesurer. Le professeur y \
    voit une {scenario|situation} nouvelle, et un {hazard|danger} pour la {tradition|culture}. La {manufacturing|production} de faux articles ne coûte presque rien ; \
    leur {viewers|audience}, elle, rapporte. La classe a écrit à une {affiliation|association} de journalistes, qui a promis une {answer|solution}. Un \
    outil en ligne donne déjà l’{data|information} utile : il suffit d’y coller une {web page|page}. « Une phrase comme “We look at the \
    views of the market”, cela saute aux yeux », note un élève. Une {model|version} plus simple sera proposée aux collèges, avec l’{help|aide} de la région. Les élèves \
    présenteront leur travail en juin, sur la place du marché.";

#[test]
fn english_that_was_hit_comes_back_beside_damage() {
    let article = Marked::read(ENGLISH);
    let report = french().check(&article.given);
    let mended = report.apply().into_owned();
    for title in ["« Living Water »", "« The court is empty by then »"] {
        assert!(mended.contains(title), "{title} in: {mended}");
    }
    // What English is meant stays.
    for genuine in ["« Level Crossing »", "Woman of the Year", "« The stability of a bridge is a matter of taste »"]
    {
        assert!(mended.contains(genuine), "{genuine} in: {mended}");
    }
    // In a sound article nothing of it is touched.
    kept(&[&article.sound().replace("Living Water", "Residing Water").replace("The court", "The court docket")]);
}

const ENGLISH: &str = "La photographe Ysaline Kerbrat expose à Bristol, et la {query|question} de la lumière l’occupe toujours. Son travail, dit-elle, est une \
    {scenario|situation} d’attente : elle pose la {digicam|camera} au bord d’un canal et laisse venir l’{picture|image}. Un musée de la ville lui \
    a prêté deux salles, avec l’{help|assistance} d’une {basis|fondation} privée. Le parcours commence par « {Residing|Living} Water », une série de 2019, et finit par \
    « Level Crossing », que la {inhabitants|population} du quartier connaît bien. « The {court docket|court} is empty by then », explique-t-elle dans le film projeté à \
    l’entrée. La {manufacturing|production} des tirages a duré un an ; leur {significance|importance} saute aux yeux. Un jury l’avait nommée Woman of the Year, ce qui la \
    fait sourire. « The stability of a bridge is a matter of taste », répond-elle à ceux qui lui parlent de technique. Les {websites|sites} de la galerie donnent les \
    horaires, et la {tradition|culture} du thé y est respectée. L’{affect|impact} de l’exposition sur les écoles est déjà réel : dix classes y viendront, selon \
    des {paperwork|documents} de la mairie.";

// Number words: an oven is no number.

#[test]
fn number_words_stay() {
    kept(&[
        "Le four à pain a été rallumé samedi. Les quatre fours de la boulangerie, eux, tournent depuis lundi.",
        "Six élus sur dix ont voté pour, dix-sept contre ; les six autres se sont abstenus.",
        "Préchauffez le four à 180 degrés. Au bout de six minutes, sortez les dix tartelettes du four et laissez-les tiédir.",
        "Les dix ont été relâchés. Six d’entre eux, blessés, ont été soignés sur place ; les quatre derniers ont refusé.",
        "Le spectacle fut un four : six spectateurs le premier soir, dix le second, aucun le troisième.",
        "On compte dix places de parking, six bancs, un four solaire et une minute de marche jusqu’à la gare.",
        "Il a couru le dix kilomètres en quarante minutes et six secondes. Sa seconde place lui vaut une prime de dix euros.",
    ]);
}

#[test]
fn number_words_stay_beside_damage() {
    repaired(NUMBERS_1);
    repaired(NUMBERS_2);
    repaired(NUMBERS_3);
}

const NUMBERS_1: &str = "La boulangerie du village a fêté samedi ses dix ans. Le four, construit en 1911, a été entièrement refait, et six apprentis s’y relaient \
    désormais. « La {query|question} n’était pas de faire plus, mais de faire mieux », dit la patronne. Sa {place|position} au cœur du bourg lui \
    assure une clientèle fidèle, et la {manufacturing|production} atteint six cents pains par jour. Les quatre fours électriques ont été vendus. \
    La {scenario|situation} n’a pas toujours été si bonne : il y a dix ans, un {mishap|accident} avait failli tout arrêter. L’{help|aide} des voisins, \
    puis l’{affect|impact} d’une émission de télévision, ont sauvé la maison. Aujourd’hui la {inhabitants|population} du canton vient y chercher \
    son pain et de l’{data|information}. Une {answer|solution} a été trouvée pour la livraison : six vélos, et dix tournées par semaine. Le \
    {finances|budget} reste serré, {automobile|car} le prix de la farine a monté, et la {half|part} de l’énergie avec lui. « Un four ne s’éteint pas », \
    rappelle la patronne, qui se lève à quatre heures. La {tradition|culture} du pain noir, ici, a son {significance|importance}, et les {shoppers|clients} le savent.";

const NUMBERS_2: &str = "Six communes sur dix ont répondu à l’enquête du département. La {query|question} portait sur les fours à pain, dont il ne reste que dix en état de \
    marche. Les élus y voient une {half|part} de leur {tradition|culture}, mais le {finances|budget} manque. Remettre un four en état coûte six mille \
    euros, dix mille si la voûte est tombée. Une {affiliation|association} propose son {help|assistance} et dresse la {assortment|collection} des plans. Sa \
    présidente a publié sur son {website|site} une {picture|image} de chaque four et toute l’{data|information} utile. La {scenario|situation} la plus \
    grave est celle du hameau des Dix, où la {building|construction} menace de s’effondrer ; le {hazard|danger} est tel que l’accès a été fermé. Une \
    {answer|solution} serait de démonter les pierres une à une. Le maire y songe, {automobile|car} la {inhabitants|population} y tient. Six maçons se sont déjà \
    proposés, et dix bénévoles aideront le samedi. La {manufacturing|production} de pain, elle, reprendra au printemps dans les quatre premiers \
    fours, au {second|moment} de la fête du canton.";

const NUMBERS_3: &str = "À dix minutes de la fin, personne n’y croyait plus. Menés de six points, les visiteurs ont pourtant renversé la {scenario|situation} et gagné leur \
    place en finale. La {viewers|audience} du match a dépassé les dix {tens of millions|millions} de téléspectateurs, un record. « C’est une {query|question} de \
    caractère », a dit le capitaine, qui comptait six blessés dans son groupe. La {strain|tension} était telle que l’arbitre a arrêté la rencontre dix \
    minutes, le temps de rappeler les consignes de {safety|protection}. La direction du {membership|club} voit là un {sign|signal}, mais \
    refuse de parler d’avenir. Sur les six derniers matchs, l’équipe en a perdu quatre ; son spectacle de Noël avait été un four. L’{affect|impact} \
    financier de la finale est estimé à six cent mille euros. La {half|part} qui reviendra aux joueurs n’est pas fixée. Les billets se \
    vendent sur le {website|site} du stade, et il n’en restait que dix hier soir. La {inhabitants|population} locale prépare la fête : un \
    four sera monté sur la place, et l’on y cuira six cents galettes. L’{consideration|attention} de tout le pays sera tournée vers la ville.";

// Accents: they protect a word, and their absence proves nothing.

#[test]
fn accents_stay() {
    kept(&[
        "Son expérience et ses études en font une candidate à part. L’événement a été reporté, la décision aussi.",
        "L’ETAT N’A PAS TENU PAROLE, titrait hier le journal. L’Etat, lui, dément. Les Etats membres se réuniront à Evian.",
        "A l’ecole du village, la directrice a fait installer une cloture. Les eleves sont ravis, leurs parents aussi.",
        "Le general a decide de reporter la ceremonie. Son experience du terrain, dit-il, lui commande la prudence ; la meteo \
         est mauvaise et la securite du public passe avant le reste. La presidente du comite, elle, regrette cet exces de zele.",
        "Apres un ete tres sec, les vignerons de la vallee esperent une belle recolte. Les premieres grappes ont ete coupees mardi, \
         dans la fraicheur du matin. « Nous avons eu peur, raconte Helene Brossard, mais la pluie est arrivee a temps. » La cooperative, \
         qui regroupe soixante familles, a investi dans un pressoir neuf. La qualite sera la, dit-on, meme si la quantite manque.",
        "E\u{301}lue en 2014, re\u{301}e\u{301}lue en 2020, la maire a perdu sa majorite\u{301}. Son expe\u{301}rience n’a pas suffi.",
        "ETABLISSEMENT SCOLAIRE : LA RENTREE REPOUSSEE. Le Recteur l’a confirme par ecrit aux parents d’eleves.",
    ]);
}

/// *Scientists* alone, or with words that may have lost their accents, convicts no article; but here no other word has lost one.
#[test]
fn a_lost_accent_is_unlikely_where_all_others_stand() {
    let text = "La ville de Saint-Aubrac a présenté mercredi son plan contre la sécheresse. Élaboré pendant l’été avec les éleveurs et \
        les maraîchers, il prévoit de réserver l’eau aux cultures les plus menacées. « Nous avons déjà trop tardé », a déclaré la maire, \
        Élodie Rambaud, devant le conseil réuni à huit heures. La resistance municipale a quitté la séance. Le préfet a rappelé que \
        l’defense de la nappe était désormais en jeu, et que les prélèvements avaient dépassé de moitié ceux de l’année précédente. Une \
        première réunion aura lieu à la préfecture. Selon les scientists de l’agence, la penury était prévisible. Le président de la \
        chambre d’agriculture, Gérard Théveneau, demande une aide supplémentaire et une révision des règles, jugées trop sévères pour \
        les élevages isolés. Les relevés, publiés à la fin du mois, montrent que la rivière a perdu un tiers de son débit depuis janvier. \
        Il faudra du courage, dit-on, et de la patience.";
    assert!(french().check(text).verdict.spun);
    let bare = text.replace(['é', 'è', 'ê'], "e");
    assert!(!french().check(&bare).verdict.spun);
}

#[test]
fn accents_stay_beside_damage() {
    repaired(ACCENTS_1);
    repaired(ACCENTS_2);
}

const ACCENTS_1: &str = "L’Etat a publié mercredi les chiffres de l’emploi. L’expérience des années passées invite à la prudence : la {scenario|situation} \
    s’améliore, mais la {half|part} des contrats courts augmente. Au ministère, on insiste sur l’{significance|importance} de l’événement. « C’est un \
    {sign|signal} », dit un conseiller, qui évoque l’{affect|impact} des mesures prises à l’été. Les ETATS GENERAUX de la formation, annoncés pour mars, \
    devront trouver une {answer|solution} pour les jeunes sans diplôme. La {query|question} du {finances|budget} n’est pas tranchée. Selon les {consultants|experts}, \
    il faudrait trois {tens of millions|millions} d’euros par département, et une meilleure {data|information} du public. L’évaluation des stages, confiée à \
    une {affiliation|association}, montre que l’expérience acquise sur le terrain compte plus que la durée des études. Les employeurs, eux, réclament des \
    {applied sciences|technologies} à jour. A l’Assemblée, l’opposition dénonce un excès d’optimisme : la {inhabitants|population} active vieillit, et la \
    {manufacturing|production} industrielle recule, {automobile|car} l’énergie reste chère. Le débat aura lieu mardi.";

const ACCENTS_2: &str = "La presidente du comite a ouvert la seance a dix heures. La {query|question} du jour etait celle de l’ecole, dont la {building|construction} a \
    pris du retard. « La {scenario|situation} est connue, a-t-elle dit, mais il nous faut une {answer|solution} avant la rentree. » Le prefet a \
    rappele l’{significance|importance} des delais. L’architecte, dont le talent n’est plus a prouver, a presente une nouvelle {model|version} du projet : \
    les materiaux ont ete changes, et la {safety|protection} contre le bruit ameliore. Le {finances|budget} passe a trois {tens of millions|millions} d’euros. \
    Les parents d’eleves, reunis en {affiliation|association}, craignent un {hazard|danger} pour la sante des enfants, {automobile|car} le terrain a servi de \
    decharge. L’{affect|impact} sur la circulation a ete etudie par des {consultants|experts} independants ; leur {half|part} du travail est achevee. Un \
    resume sera publie sur le {website|site} de la mairie, avec une {picture|image} du futur batiment. La {inhabitants|population} du quartier est invitee a \
    donner son avis avant fevrier. L’{data|information} a ete affichee dans les commerces et a l’entree de la mairie.";

#[test]
fn markup_in_plain_text_stays() {
    // As it comes out of a field of which nobody said that it holds HTML.
    kept(&[
        "<p>Le<strong> contrat de relève artisanale</strong> (<strong>CRA</strong>) permet d'assurer aux apprentis dont \
        l'atelier ferme avant la fin de leur formation, quel que soit le motif de la fermeture, un <strong>ensemble de mesures \
        pour achever au plus vite leur apprentissage</strong> chez un autre maître. </p>\nQuels sont les ateliers concernés ?",
    ]);
    let damaged = "<p>Les soldats tiennent les lignes de <b>entrance</b> et le entrance r&eacute;siste. Une paix sturdy reste \
        loin. Le d&eacute;file dure, la foule pr&eacute;sent la suite. Le entrance du nord est calme ; le d&eacute;file reprend.</p>";
    let repaired = damaged.replace("entrance", "front").replace("sturdy", "durable");
    assert_eq!(french().clean(damaged), repaired);
}

#[test]
fn a_dash_without_its_space_is_no_hyphen() {
    let article = "Les soldats tiennent les lignes de entrance et le entrance ukrainien résiste depuis le printemps. \
                   Une paix sturdy reste loin.\n-Entrance du nord : le calme est revenu.\n\
                   Le village de Bois-Entrance est intact, comme le faubourg de sous-entrance.";
    let report = french().check(article);
    let repaired: Vec<_> = report.edits().map(|edit| edit.text).collect();
    assert_eq!(repaired, ["front", "front", "durable", "Front"]);
    let sound =
        "Au programme de samedi :\n-Home staging pour débutants\n-Events du club et entrée libre\n-Contest de skate";
    assert_eq!(french().check(sound).edits().count(), 0);
}
