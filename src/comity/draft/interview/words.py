# SPDX-License-Identifier: EUPL-1.2
"""What the interview itself says, in the four languages."""

from __future__ import annotations

from comity.model.text import Text

_SAYS = {
    # refusals of an answer
    "unreadable": Text(
        "The text holds characters that are no UTF-8; type it again.",
        "Mətndə UTF-8 olmayan simvollar var; yenidən yazın.",
        "В тексте есть символы не в кодировке UTF-8; введите его заново.",
        "Le texte contient des caractères qui ne sont pas en UTF-8 ; saisissez-le de nouveau.",
    ),
    "no-day": Text(
        "{given} is no day: write a day such as 2026-11-24 or 24.11.2026.",
        "{given} tarix deyil: tarixi 2026-11-24 və ya 24.11.2026 kimi yazın.",
        "{given} не дата: напишите дату в виде 2026-11-24 или 24.11.2026.",
        "{given} n'est pas une date : écrivez-la sous la forme 2026-11-24 ou 24.11.2026.",
    ),
    "no-rough-day": Text(
        "{given} is no day: write it as far as it is known, such as 1980-05-02, 1980-05 or ~1980.",
        "{given} tarix deyil: məlum olduğu qədər yazın, məsələn, 1980-05-02, 1980-05 və ya ~1980.",
        "{given} не дата: напишите то, что известно, например 1980-05-02, 1980-05 или ~1980.",
        "{given} n'est pas une date : écrivez ce qui est connu, par exemple 1980-05-02, 1980-05 ou ~1980.",
    ),
    "no-period": Text(
        "{given} is no period: write 2025-02-15 to 2025-09-30, or leave one end open as in 2025-02-15..",
        "{given} dövr deyil: 2025-02-15 - 2025-09-30 kimi yazın və ya sonunu açıq qoyun: 2025-02-15..",
        "{given} не период: напишите 2025-02-15 - 2025-09-30 или оставьте конец открытым: 2025-02-15..",
        "{given} n'est pas une période : écrivez 2025-02-15 - 2025-09-30, ou laissez la fin ouverte : 2025-02-15..",
    ),
    "period-reversed": Text(
        "The period ends on {second}, before it begins on {first}.",
        "Dövr başlandığı gündən ({first}) əvvəl, {second} tarixində bitir.",
        "Период заканчивается {second}, раньше своего начала {first}.",
        "La période se termine le {second}, avant de commencer le {first}.",
    ),
    "no-number": Text(
        "{given} is no whole number{unit}: write digits such as 96.",
        "{given} tam ədəd deyil{unit}: rəqəmlərlə yazın, məsələn, 96.",
        "{given} не целое число{unit}: напишите цифрами, например 96.",
        "{given} n'est pas un nombre entier{unit} : écrivez des chiffres, par exemple 96.",
    ),
    "no-amount": Text(
        "{given} is no amount: write number and currency, such as 100 {unit} or 480000.50 {unit}.",
        "{given} məbləğ deyil: ədədi və valyutanı yazın, məsələn, 100 {unit} və ya 480000.50 {unit}.",
        "{given} не сумма: напишите число и валюту, например 100 {unit} или 480000.50 {unit}.",
        "{given} n'est pas un montant : écrivez le nombre et la monnaie, par exemple 100 {unit} ou 480000.50 {unit}.",
    ),
    "no-truth": Text(
        "{given} is neither yes nor no: write y or n.",
        "{given} nə bəli, nə də xeyrdir: b və ya x yazın.",
        "{given} не да и не нет: напишите д или н.",
        "{given} n'est ni oui ni non : écrivez o ou n.",
    ),
    "no-word": Text(
        "{given} is not on the list: give its number, or one of {close}.",
        "{given} siyahıda yoxdur: nömrəsini və ya bunlardan birini yazın: {close}.",
        "{given} нет в списке: укажите номер или одно из слов: {close}.",
        "{given} n'est pas dans la liste : donnez le numéro, ou l'un de ces mots : {close}.",
    ),
    "no-actor": Text(
        "No state or organisation is called {given}. Near: {close}",
        "{given} adlı dövlət və ya təşkilat yoxdur. Oxşar: {close}",
        "Нет государства или организации с названием {given}. Похожие: {close}",
        "Aucun État ni organisation ne s'appelle {given}. Proches : {close}",
    ),
    "no-language": Text(
        "{given} is no language: write its name or code, such as ka.",
        "{given} dil deyil: adını və ya kodunu yazın, məsələn, ka.",
        "{given} не язык: напишите его название или код, например ka.",
        "{given} n'est pas une langue : écrivez son nom ou son code, par exemple ka.",
    ),
    "no-measure": Text(
        "No measure is called {given}; `?` lists all. Near: {close}",
        "{given} adlı tədbir yoxdur; `?` hamısını sadalayır. Oxşar: {close}",
        "Нет меры с названием {given}; `?` перечисляет все. Похожие: {close}",
        "Aucune mesure ne s'appelle {given} ; `?` les énumère. Proches : {close}",
    ),
    "no-offence": Text(
        "No class of offence is called {given}; `?` lists all. Near: {close}",
        "{given} adlı cinayət növü yoxdur; `?` hamısını sadalayır. Oxşar: {close}",
        "Нет вида преступлений с названием {given}; `?` перечисляет все. Похожие: {close}",
        "Aucune catégorie d'infraction ne s'appelle {given} ; `?` les énumère. Proches : {close}",
    ),
    "undertaking-words": Text(
        "Write the undertaking in its own words; `n` where none is given.",
        "Öhdəliyin mətnini yazın; öhdəlik verilmirsə, `x`.",
        "Напишите текст обязательства; `н`, если оно не даётся.",
        "Écrivez l'engagement lui-même ; `n` s'il n'est pas donné.",
    ),
    "refused": Text("This cannot stand: {why}", "Bu qəbul edilmir: {why}", "Так нельзя: {why}", "Impossible : {why}"),
    "same-side": Text(
        "The requesting and the requested side are the same; name another.",
        "Sorğu edən və sorğu edilən tərəf eynidir; başqasını göstərin.",
        "Запрашивающая и запрашиваемая стороны совпадают; укажите другую.",
        "Les parties requérante et requise sont les mêmes ; nommez-en une autre.",
    ),
    "empty": Text(
        "Nothing was typed. `-` asks later, `!` leaves it unknown, `?` helps.",
        "Heç nə yazılmayıb. `-` sonra soruşur, `!` naməlum saxlayır, `?` kömək edir.",
        "Ничего не введено. `-` спросить позже, `!` неизвестно, `?` помощь.",
        "Rien n'a été saisi. `-` demande plus tard, `!` laisse inconnu, `?` aide.",
    ),
    "needed": Text(
        "Nothing can be said without this; it must be answered.",
        "Bunsuz heç nə demək olmaz; cavab verilməlidir.",
        "Без этого ничего сказать нельзя; нужен ответ.",
        "Rien ne peut être dit sans cela ; il faut répondre.",
    ),
    "no-way-back": Text("This is the first question.", "Bu, birinci sualdır.", "Это первый вопрос.", "C'est la première question."),
    "no-place": Text(
        "A case has no place {place} that can be filled by itself; `#` lists those that are filled. "
        "A text that begins with = is written with \\= in front.",
        "Faylda ayrıca doldurula bilən {place} yeri yoxdur; `#` doldurulmuş yerləri sadalayır. = ilə başlayan mətn \\= ilə yazılır.",
        "В деле нет места {place}, которое заполняется само по себе; `#` перечисляет заполненные. "
        "Текст, начинающийся с =, пишется с \\= в начале.",
        "Le dossier n'a pas de place {place} qui se remplisse seule ; `#` énumère celles qui sont remplies. "
        "Un texte qui commence par = s'écrit avec \\=.",
    ),
    "no-choice": Text(
        "There is no such choice here.", "Burada belə seçim yoxdur.", "Здесь нет такого выбора.", "Il n'y a pas ici de tel choix."
    ),
    # questions of the interview itself
    "requesting": Text(
        "Which side makes the request?",
        "Sorğunu hansı tərəf göndərir?",
        "Какая сторона направляет запрос?",
        "Quelle partie fait la demande ?",
    ),
    "requested": Text(
        "To which side is it made?",
        "Sorğu hansı tərəfə göndərilir?",
        "Какой стороне он направляется?",
        "À quelle partie est-elle adressée ?",
    ),
    "measure": Text("What is asked for?", "Nə xahiş olunur?", "О чём запрос?", "Que demande-t-on ?"),
    "case.language": Text(
        "In which language will you write the request?",
        "Sorğunu hansı dildə yazacaqsınız?",
        "На каком языке вы пишете запрос?",
        "Dans quelle langue rédigez-vous la demande ?",
    ),
    "more": Text("Another one: {name}?", "Daha biri: {name}?", "Ещё: {name}?", "Un autre élément : {name} ?"),
    "further": Text(
        "Nothing more is needed. {number} further points could make the answer or the request better. Go through them?",
        "Daha heç nə tələb olunmur. Daha {number} məqam cavabı və ya sorğunu təkmilləşdirə bilər. Onlara baxılsın?",
        "Больше ничего не требуется. Ещё {number} пунктов могут улучшить ответ или запрос. Пройти их?",
        "Rien de plus n'est nécessaire. {number} autres points pourraient améliorer la réponse ou la demande. Les parcourir ?",
    ),
    "now": Text("now: {value}", "hazırda: {value}", "сейчас: {value}", "actuellement : {value}"),
    "keeps": Text("Enter keeps it", "Enter saxlayır", "Enter оставляет", "Entrée le conserve"),
    "instead": Text(
        "asked: {chosen}; instead: {others}",
        "soruşulur: {chosen}; əvəzinə: {others}",
        "спрашивается: {chosen}; вместо этого: {others}",
        "demandé : {chosen} ; à la place : {others}",
    ),
    "example": Text("Example: {text}", "Nümunə: {text}", "Пример: {text}", "Exemple : {text}"),
    "norm": Text("Asked by {norms}", "Tələb edən: {norms}", "Требуется по: {norms}", "Exigé par {norms}"),
    "no-norm": Text(
        "No article names it, but no authority can act without it.",
        "Heç bir maddə bunu göstərmir, lakin heç bir orqan onsuz hərəkət edə bilməz.",
        "Статьи этого не называют, но без этого ни один орган не может действовать.",
        "Aucun article ne le nomme, mais aucune autorité ne peut agir sans cela.",
    ),
    "decides": Text(
        "decides whether there is a way", "yolun olub-olmamasını həll edir", "решает, есть ли путь", "décide s'il y a une voie"
    ),
    "without": Text("without it: {severity}", "bunsuz: {severity}", "без этого: {severity}", "sans cela : {severity}"),
    "while-open": Text(
        "while it is open: {severity}", "açıq qaldıqca: {severity}", "пока не выяснено: {severity}", "tant que c'est ouvert : {severity}"
    ),
    "no-more": Text(
        "[type it; Enter: no more]", "[yazın; Enter: daha yoxdur]", "[введите; Enter: больше нет]", "[saisissez ; Entrée : c'est tout]"
    ),
    "ends": Text(
        "Enter ends; # lists the answers, =place value corrects one, < goes back.",
        "Enter bitirir; # cavabları sadalayır, =yer dəyər birini düzəldir, < geri qayıdır.",
        "Enter завершает; # перечисляет ответы, =место значение исправляет один, < назад.",
        "Entrée termine ; # énumère les réponses, =place valeur en corrige une, < revient.",
    ),
    # how an answer is written
    "way.text": Text("a line of text", "bir sətir mətn", "строка текста", "une ligne de texte"),
    "way.written": Text(
        'a text; for several lines open and close with """',
        'mətn; bir neçə sətir üçün """ ilə açıb bağlayın',
        'текст; несколько строк откройте и закройте знаками """',
        'un texte ; pour plusieurs lignes, ouvrez et fermez par """',
    ),
    "way.word": Text("a number of the list", "siyahıdan nömrə", "номер из списка", "un numéro de la liste"),
    "way.truth": Text("y or n", "b və ya x", "д или н", "o ou n"),
    "way.day": Text(
        "a day: 2026-11-24 or 24.11.2026",
        "tarix: 2026-11-24 və ya 24.11.2026",
        "дата: 2026-11-24 или 24.11.2026",
        "une date : 2026-11-24 ou 24.11.2026",
    ),
    "way.rough-day": Text(
        "a day as far as it is known: 1980-05-02, 1980-05 or ~1980",
        "məlum olduğu qədər tarix: 1980-05-02, 1980-05 və ya ~1980",
        "дата, насколько известна: 1980-05-02, 1980-05 или ~1980",
        "une date, autant que connue : 1980-05-02, 1980-05 ou ~1980",
    ),
    "way.number": Text("a whole number{unit}", "tam ədəd{unit}", "целое число{unit}", "un nombre entier{unit}"),
    "way.actor": Text("name or code of a state", "dövlətin adı və ya kodu", "название или код государства", "nom ou code d'un État"),
    "way.language": Text("name or code of a language", "dilin adı və ya kodu", "название или код языка", "nom ou code d'une langue"),
    "way.money": Text("an amount: 100 EUR", "məbləğ: 100 EUR", "сумма: 100 EUR", "un montant : 100 EUR"),
    "way.period": Text(
        "a period: 2025-02-15 to 2025-09-30",
        "dövr: 2025-02-15 - 2025-09-30",
        "период: 2025-02-15 - 2025-09-30",
        "une période : 2025-02-15 - 2025-09-30",
    ),
    "way.measure": Text("a measure; `?` lists them", "tədbir; `?` sadalayır", "мера; `?` перечисляет их", "une mesure ; `?` les énumère"),
    "way.offence": Text(
        "a class of offence or an ICCS code; `?` lists them",
        "cinayət növü və ya ICCS kodu; `?` sadalayır",
        "вид преступления или код МКПС; `?` перечисляет их",
        "une catégorie d'infraction ou un code ICCS ; `?` les énumère",
    ),
    "way.undertaking": Text(
        "the words of the undertaking; n where none is given",
        "öhdəliyin mətni; verilmirsə, x",
        "текст обязательства; н, если не даётся",
        "les mots de l'engagement ; n s'il n'est pas donné",
    ),
    "several": Text("several with commas", "bir neçəsi vergüllə", "несколько через запятую", "plusieurs avec des virgules"),
    "choose-one": Text("type {code}", "{code} yazın", "введите {code}", "tapez {code}"),
    # what it tells
    "keys": Text(
        "? help   < back   - later   ! not known   # what is answered   =place value: correct   q stop",
        "? kömək   < geri   - sonra   ! naməlum   # cavablar   =yer dəyər: düzəliş   q dayan",
        "? помощь   < назад   - позже   ! неизвестно   # ответы   =место значение: исправить   q стоп",
        "? aide   < retour   - plus tard   ! inconnu   # réponses   =place valeur : corriger   q arrêt",
    ),
    "literal": Text(
        "A text that looks like one of these is written with \\ in front.",
        "Bunlardan birinə oxşayan mətn qarşısına \\ qoyulmaqla yazılır.",
        "Текст, похожий на один из этих знаков, пишется с \\ в начале.",
        "Un texte qui ressemble à l'un de ces signes s'écrit avec \\ devant.",
    ),
    "open": Text("open", "açıq", "открыто", "en suspens"),
    "verdict": Text("so far", "hələlik", "пока", "pour l'instant"),
    "deciding": Text("{number} facts that decide", "{number} həlledici fakt", "{number} решающих фактов", "{number} faits décisifs"),
    "nothing-answered": Text(
        "Nothing is answered yet.", "Hələ heç nə cavablandırılmayıb.", "Ответов ещё нет.", "Rien n'est encore répondu."
    ),
    "pick": Text(
        "=NUMBER corrects one of these", "=NÖMRƏ bunlardan birini düzəldir", "=НОМЕР исправляет один из них", "=NUMÉRO en corrige un"
    ),
    "done": Text(
        "All that is needed has been asked.",
        "Lazım olan hər şey soruşulub.",
        "Всё необходимое спрошено.",
        "Tout le nécessaire a été demandé.",
    ),
    "remaining": Text("What remains:", "Qalanlar:", "Остаётся:", "Ce qui reste :"),
    "clean": Text(
        "Nothing stops the request.", "Sorğuya heç nə mane olmur.", "Запросу ничто не препятствует.", "Rien n'arrête la demande."
    ),
    "verdict.available": Text("available", "mümkündür", "возможно", "possible"),
    "verdict.conditional": Text("conditional", "şərti", "при условиях", "sous conditions"),
    "verdict.barred": Text("barred", "istisna edilir", "исключено", "exclu"),
    "verdict.statute-only": Text(
        "by the requested state's law only",
        "yalnız sorğu edilən dövlətin qanunu ilə",
        "только по закону запрашиваемого государства",
        "par la seule loi de l'État requis",
    ),
    "verdict.no-basis": Text("no legal basis", "hüquqi əsas yoxdur", "нет правового основания", "aucune base juridique"),
    "verdict.unknown": Text("unknown", "naməlum", "неизвестно", "inconnu"),
}


def said(name: str, lang: str, /, **values: object) -> str:
    """The words of that name in a language, filled in."""
    words = _SAYS[name].in_language(lang)[0]
    for key, value in values.items():
        words = words.replace(f"{{{key}}}", str(value))
    return words


def says(name: str, lang: str) -> str:
    """The words of that name, empty where there are none."""
    return _SAYS[name].in_language(lang)[0] if name in _SAYS else ""
