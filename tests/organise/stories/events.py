"""Invented headlines in seven languages: ten events each, told by two papers, and a third text that only looks alike.

The third has the same words and another place, number or day. Each text is a title and the beginning of an excerpt.
"""

Text = tuple[str, str]

EVENTS: dict[str, tuple[tuple[Text, Text, Text], ...]] = {
    "de": (
        (
            (
                "Zug entgleist bei Adorf: 14 Verletzte",
                "Ein Regionalzug ist am Bahnhof Adorf aus den Gleisen gesprungen.",
            ),
            (
                "14 Verletzte: Regionalzug bei Adorf entgleist",
                "Bei Adorf sprang ein Zug aus den Gleisen, die Strecke ist gesperrt.",
            ),
            (
                "Zug entgleist bei Lunz: 31 Verletzte",
                "Ein Regionalzug ist am Bahnhof Lunz aus den Gleisen gesprungen.",
            ),
        ),
        (
            (
                "Papierfabrik Kestrel streicht 420 Stellen",
                "Der Hersteller Kestrel schließt ein Werk am Fluss.",
            ),
            (
                "Kestrel schließt Werk: 420 Stellen fallen weg",
                "Die Papierfabrik streicht am Fluss Hunderte Stellen.",
            ),
            ("Möbelhersteller Varga streicht 95 Stellen", "Der Hersteller Varga schließt ein Werk am Hafen."),
        ),
        (
            (
                "Lichterfest zählt 120.000 Besucher",
                "So viele Besucher hatte das Lichterfest in Bram noch nie.",
            ),
            (
                "Rekord: 120 000 Besucher beim Lichterfest in Bram",
                "Das Lichterfest endete am Abend mit einem Feuerwerk.",
            ),
            ("Lichterfest zählt 88.000 Besucher", "Das Lichterfest in Tolk endete am Abend."),
        ),
        (
            (
                "Sturm kappt Strom in 2.300 Haushalten in Wehlen",
                "Umgestürzte Bäume haben in Wehlen Leitungen zerrissen.",
            ),
            (
                "Nach dem Sturm: 2300 Haushalte in Wehlen ohne Strom",
                "Bäume rissen Leitungen ab, die Reparatur dauert.",
            ),
            (
                "Sturm kappt Strom in 7.100 Haushalten in Oberau",
                "Umgestürzte Bäume haben in Oberau Leitungen zerrissen.",
            ),
        ),
        (
            ("Glasmuseum in Harth nach Umbau wieder offen", "Drei Jahre wurde das Glasmuseum umgebaut."),
            ("Glasmuseum Harth öffnet nach Umbau", "Nach drei Jahren Umbau zeigt das Haus seine Sammlung."),
            ("Uhrenmuseum in Silm nach Brand geschlossen", "Ein Brand hat das Uhrenmuseum beschädigt."),
        ),
        (
            (
                "Quellwerk kauft Startup Nimbel für 30 Millionen",
                "Der Kartenhersteller Quellwerk übernimmt Nimbel.",
            ),
            ("Nimbel geht für 30 Mio. an Quellwerk", "Der Hersteller von Karten kauft das Startup."),
            (
                "Quellwerk verkauft Sparte Orbis für 12 Millionen",
                "Der Kartenhersteller trennt sich von Orbis.",
            ),
        ),
        (
            ("Ines Tarrow wird Bürgermeisterin von Mühl", "Tarrow gewann die Stichwahl in Mühl."),
            ("Stichwahl in Mühl: Ines Tarrow gewinnt", "Mühl bekommt mit Tarrow eine neue Bürgermeisterin."),
            ("Paul Reger wird Bürgermeister von Sonn", "Reger gewann die Stichwahl in Sonn."),
        ),
        (
            ("Eintracht Felde schlägt Rotau 3:1", "Felde drehte das Spiel nach der Pause."),
            ("3:1 gegen Rotau: Eintracht Felde dreht das Spiel", "Nach der Pause traf Felde dreimal."),
            ("Eintracht Felde schlägt Lohm 2:0", "Felde gewann auch das zweite Spiel der Woche."),
        ),
        (
            ("Forscher finden neue Moosart im Eistal", "Das Moos wächst nur an einem Felsen im Eistal."),
            ("Neue Moosart im Eistal entdeckt", "Forscher fanden das Moos an einem einzigen Felsen."),
            ("Forscher finden seltene Libelle im Donnmoor", "Die Libelle galt seit Jahren als verschollen."),
        ),
        (
            ("Streik am Flughafen Kolm am Freitag", "Das Bodenpersonal in Kolm legt die Arbeit nieder."),
            ("Flughafen Kolm: Bodenpersonal streikt am Freitag", "Viele Flüge in Kolm fallen aus."),
            ("Streik am Flughafen Kolm am Montag", "Die Piloten in Kolm legen die Arbeit nieder."),
        ),
    ),
    "es": (
        (
            ("Descarrila un tren en Alcorza: 14 heridos", "Un tren regional se salió de la vía en Alcorza."),
            (
                "Catorce pasajeros, 14 heridos al descarrilar un tren en Alcorza",
                "El tren regional se salió de la vía.",
            ),
            ("Descarrila un tren en Vilmar: 31 heridos", "Un tren regional se salió de la vía en Vilmar."),
        ),
        (
            ("La papelera Kestrel recorta 420 empleos", "El fabricante Kestrel cierra su planta del río."),
            (
                "Kestrel cierra su planta y recorta 420 empleos",
                "La papelera despide a cientos de trabajadores.",
            ),
            ("La mueblera Varga recorta 95 empleos", "El fabricante Varga cierra su planta del puerto."),
        ),
        (
            (
                "El festival de luces de Brama reúne a 120.000 visitantes",
                "Nunca hubo tantos visitantes en el festival.",
            ),
            (
                "Récord en Brama: 120 000 visitantes en el festival de luces",
                "El festival terminó con fuegos artificiales.",
            ),
            ("El festival de luces de Tolka reúne a 88.000 visitantes", "El festival terminó el domingo."),
        ),
        (
            (
                "La tormenta deja sin luz a 2.300 hogares en Huelmo",
                "Los árboles caídos cortaron los cables en Huelmo.",
            ),
            ("Sin luz 2300 hogares de Huelmo por la tormenta", "Los árboles cortaron varios cables."),
            (
                "La tormenta deja sin luz a 7.100 hogares en Obera",
                "Los árboles caídos cortaron los cables en Obera.",
            ),
        ),
        (
            ("Reabre el museo del vidrio de Hartal tras la reforma", "La reforma del museo duró tres años."),
            (
                "El museo del vidrio de Hartal reabre tras tres años",
                "El edificio muestra otra vez su colección.",
            ),
            ("Cierra el museo del reloj de Silma por un incendio", "Un incendio dañó el edificio."),
        ),
        (
            (
                "Fuentes compra la empresa Nimbel por 30 millones",
                "El fabricante de mapas Fuentes adquiere Nimbel.",
            ),
            (
                "Nimbel, comprada por Fuentes por 30 millones",
                "El fabricante de mapas se queda con la empresa.",
            ),
            (
                "Fuentes vende la división Orbis por 12 millones",
                "El fabricante de mapas se desprende de Orbis.",
            ),
        ),
        (
            ("Inés Tarro gana la alcaldía de Molar", "Tarro venció en la segunda vuelta en Molar."),
            ("Molar elige alcaldesa a Inés Tarro", "La candidata Tarro venció en la segunda vuelta."),
            ("Pablo Regero gana la alcaldía de Sonar", "Regero venció en la segunda vuelta en Sonar."),
        ),
        (
            ("El Campal vence 3-1 al Rotano", "El Campal remontó el partido tras el descanso."),
            ("El Campal remonta y vence 3-1 al Rotano", "El partido cambió tras el descanso."),
            ("El Campal vence 2-0 al Lomar", "El Campal ganó su segundo partido de la semana."),
        ),
        (
            (
                "Hallan una nueva especie de musgo en el valle de Hielar",
                "El musgo crece en una sola roca del valle.",
            ),
            (
                "Nueva especie de musgo descubierta en el valle de Hielar",
                "Los científicos hallaron el musgo en una roca.",
            ),
            ("Hallan una libélula rara en el pantano de Dona", "La libélula se creía desaparecida."),
        ),
        (
            (
                "Huelga el viernes en el aeropuerto de Colma",
                "El personal de tierra de Colma para el viernes.",
            ),
            ("Aeropuerto de Colma: huelga de personal de tierra el viernes", "Se cancelan muchos vuelos."),
            ("Huelga el lunes en el aeropuerto de Colma", "Los pilotos de Colma paran el lunes."),
        ),
    ),
    "fr": (
        (
            ("Un train déraille à Alcorze : 14 blessés", "Un train régional est sorti des voies à Alcorze."),
            (
                "14 blessés dans le déraillement d'un train à Alcorze",
                "Le train régional a déraillé, la ligne est coupée.",
            ),
            ("Un train déraille à Vilmare : 31 blessés", "Un train régional est sorti des voies à Vilmare."),
        ),
        (
            (
                "La papeterie Kestrel supprime 420 emplois",
                "Le fabricant Kestrel ferme son usine au bord du fleuve.",
            ),
            ("Kestrel ferme une usine et supprime 420 emplois", "La papeterie licencie au bord du fleuve."),
            ("Le fabricant de meubles Varga supprime 95 emplois", "Varga ferme son usine du port."),
        ),
        (
            (
                "La fête des lumières de Brame attire 120 000 visiteurs",
                "Jamais la fête n'avait attiré autant de visiteurs.",
            ),
            (
                "Record à Brame : 120.000 visiteurs à la fête des lumières",
                "La fête s'est terminée par un feu d'artifice.",
            ),
            ("La fête des lumières de Tolque attire 88 000 visiteurs", "La fête s'est terminée dimanche."),
        ),
        (
            (
                "La tempête prive 2 300 foyers d'électricité à Velaine",
                "Des arbres ont coupé des câbles à Velaine.",
            ),
            (
                "Tempête : 2300 foyers privés d'électricité à Velaine",
                "Les câbles ont été coupés par des arbres.",
            ),
            (
                "La tempête prive 7 100 foyers d'électricité à Oberay",
                "Des arbres ont coupé des câbles à Oberay.",
            ),
        ),
        (
            ("Le musée du verre de Hart rouvre après travaux", "Les travaux du musée ont duré trois ans."),
            (
                "Après trois ans de travaux, le musée du verre de Hart rouvre",
                "Le musée montre sa collection.",
            ),
            ("Le musée de l'horlogerie de Silme ferme après un incendie", "Un incendie a abîmé le musée."),
        ),
        (
            (
                "Fontaines rachète la société Nimbel pour 30 millions",
                "Le fabricant de cartes Fontaines acquiert Nimbel.",
            ),
            ("Nimbel rachetée 30 millions par Fontaines", "Le fabricant de cartes acquiert la société."),
            ("Fontaines vend sa filiale Orbis pour 12 millions", "Le fabricant de cartes se sépare d'Orbis."),
        ),
        (
            ("Inès Tarrau élue maire de Moulis", "Tarrau a gagné le second tour à Moulis."),
            ("Moulis : Inès Tarrau remporte la mairie", "La candidate Tarrau a gagné le second tour."),
            ("Paul Régère élu maire de Sonne", "Régère a gagné le second tour à Sonne."),
        ),
        (
            ("Champel bat Rotand 3-1", "Champel a renversé le match après la pause."),
            ("Champel renverse Rotand 3-1", "Le match a basculé après la pause."),
            ("Champel bat Lomard 2-0", "Champel a gagné son deuxième match de la semaine."),
        ),
        (
            (
                "Une nouvelle espèce de mousse trouvée au val de Glare",
                "La mousse pousse sur un seul rocher du val.",
            ),
            (
                "Val de Glare : une espèce de mousse inconnue découverte",
                "La mousse pousse sur un seul rocher.",
            ),
            ("Une libellule rare trouvée au marais de Donne", "La libellule était crue disparue."),
        ),
        (
            ("Grève vendredi à l'aéroport de Colme", "Le personnel au sol de Colme cesse le travail."),
            ("Aéroport de Colme : grève du personnel au sol vendredi", "De nombreux vols sont annulés."),
            ("Grève lundi à l'aéroport de Colme", "Les pilotes de Colme cessent le travail."),
        ),
    ),
    "ru": (
        (
            (
                "Поезд сошёл с рельсов в Адорске: 14 пострадавших",
                "Региональный поезд сошёл с рельсов на станции Адорск.",
            ),
            (
                "14 пострадавших после схода поезда с рельсов в Адорске",
                "Поезд сошёл с рельсов, движение закрыто.",
            ),
            (
                "Поезд сошёл с рельсов в Лунске: 31 пострадавший",
                "Региональный поезд сошёл с рельсов на станции Лунск.",
            ),
        ),
        (
            ("Фабрика «Кестрел» сократит 420 рабочих", "Бумажная фабрика «Кестрел» закрывает цех у реки."),
            ("«Кестрел» закрывает цех и сократит 420 рабочих", "Бумажная фабрика уволит сотни людей."),
            ("Завод «Варга» сократит 95 рабочих", "Мебельный завод «Варга» закрывает цех в порту."),
        ),
        (
            ("Фестиваль света в Браме собрал 120 000 гостей", "Столько гостей фестиваль ещё не видел."),
            ("Рекорд в Браме: фестиваль света собрал 120 тысяч гостей", "Фестиваль завершился салютом."),
            ("Фестиваль света в Толке собрал 88 000 гостей", "Фестиваль завершился вечером."),
        ),
        (
            ("Буря оставила без света 2300 домов в Велене", "Деревья оборвали провода в Велене."),
            ("Без света остались 2 300 домов в Велене после бури", "Провода оборвали упавшие деревья."),
            ("Буря оставила без света 7100 домов в Обере", "Деревья оборвали провода в Обере."),
        ),
        (
            ("Музей стекла в Харте открылся после ремонта", "Ремонт музея длился три года."),
            ("После ремонта открылся музей стекла в Харте", "Музей снова показывает коллекцию."),
            ("Музей часов в Сильме закрылся после пожара", "Пожар повредил музей."),
        ),
        (
            (
                "«Родники» покупают компанию «Нимбел» за 30 млн",
                "Издатель карт «Родники» приобретает «Нимбел».",
            ),
            ("Компанию «Нимбел» купят «Родники» за 30 миллионов", "Издатель карт приобретает компанию."),
            ("«Родники» продают отдел «Орбис» за 12 млн", "Издатель карт расстаётся с отделом."),
        ),
        (
            ("Инна Тарова избрана мэром Мулина", "Тарова победила во втором туре в Мулине."),
            ("Мэром Мулина избрана Инна Тарова", "Во втором туре победила Тарова."),
            ("Павел Регер избран мэром Сонска", "Регер победил во втором туре в Сонске."),
        ),
        (
            ("«Полевой» обыграл «Ротау» 3:1", "«Полевой» переломил матч после перерыва."),
            ("«Полевой» переломил матч с «Ротау» и обыграл его 3:1", "Матч решился после перерыва."),
            ("«Полевой» обыграл «Лом» 2:0", "«Полевой» выиграл второй матч за неделю."),
        ),
        (
            ("Новый вид мха нашли в долине Ледяной", "Мох растёт на одной скале в долине."),
            ("В долине Ледяной учёные нашли новый вид мха", "Мох растёт только на одной скале."),
            ("Редкую стрекозу нашли на болоте Донном", "Стрекозу считали исчезнувшей."),
        ),
        (
            ("Забастовка в аэропорту Колм в пятницу", "Наземные службы в Колме прекращают работу."),
            ("Аэропорт Колм: забастовка наземных служб в пятницу", "Много рейсов отменят."),
            ("Забастовка в аэропорту Колм в воскресенье", "Пилоты в Колме прекращают работу."),
        ),
    ),
    "ar": (
        (
            ("خروج قطار عن السكة في أدورف وإصابة 14", "خرج قطار إقليمي عن السكة في محطة أدورف."),
            ("إصابة 14 في خروج قطار عن السكة في أدورف", "خرج القطار عن السكة وتوقفت الحركة."),
            ("خروج قطار عن السكة في لونز وإصابة ٣١", "خرج قطار إقليمي عن السكة في محطة لونز."),
        ),
        (
            ("مصنع الورق كسترل يلغي 420 وظيفة", "يغلق مصنع كسترل فرعه عند النهر."),
            ("كسترل يغلق فرعه ويلغي ٤٢٠ وظيفة", "مصنع الورق يسرح العمال عند النهر."),
            ("مصنع الأثاث فارغا يلغي 95 وظيفة", "يغلق مصنع فارغا فرعه عند الميناء."),
        ),
        (
            ("مهرجان الضوء في برام يستقبل 120,000 زائر", "لم يشهد المهرجان هذا العدد من قبل."),
            ("رقم قياسي: 120 ألف زائر في مهرجان الضوء في برام", "انتهى المهرجان بالألعاب النارية."),
            ("مهرجان الضوء في تولك يستقبل 88,000 زائر", "انتهى المهرجان مساء."),
        ),
        (
            ("العاصفة تقطع الكهرباء عن 2300 منزل في ولين", "قطعت الأشجار الأسلاك في ولين."),
            ("انقطاع الكهرباء عن ٢٣٠٠ منزل في ولين بسبب العاصفة", "سقطت الأشجار على الأسلاك."),
            ("العاصفة تقطع الكهرباء عن 7100 منزل في أوبرا", "قطعت الأشجار الأسلاك في أوبرا."),
        ),
        (
            ("متحف الزجاج في هارت يفتح بعد الترميم", "استمر ترميم المتحف ثلاث سنوات."),
            ("بعد الترميم متحف الزجاج في هارت يفتح أبوابه", "يعرض المتحف مجموعته من جديد."),
            ("متحف الساعات في سيلم يغلق بعد حريق", "أضر الحريق بالمتحف."),
        ),
        (
            ("الينابيع تشتري شركة نمبل مقابل 30 مليون", "تستحوذ الينابيع ناشرة الخرائط على نمبل."),
            ("شركة نمبل تباع إلى الينابيع مقابل 30 مليون", "تستحوذ ناشرة الخرائط على الشركة."),
            ("الينابيع تبيع قسم أوربيس مقابل 12 مليون", "تتخلى ناشرة الخرائط عن القسم."),
        ),
        (
            ("إيناس تارو تفوز برئاسة بلدية مول", "فازت تارو في الجولة الثانية في مول."),
            ("بلدية مول: فوز إيناس تارو بالرئاسة", "فازت تارو في الجولة الثانية."),
            ("بول ريغر يفوز برئاسة بلدية سون", "فاز ريغر في الجولة الثانية في سون."),
        ),
        (
            ("فريق الحقول يهزم روتاو 3-1", "قلب الحقول المباراة بعد الاستراحة."),
            ("الحقول يقلب المباراة ويهزم روتاو 3-1", "تغيرت المباراة بعد الاستراحة."),
            ("فريق الحقول يهزم لوم 2-0", "فاز الحقول مرة ثانية هذا الأسبوع."),
        ),
        (
            ("اكتشاف نوع جديد من الطحالب في وادي الجليد", "ينمو النوع على صخرة واحدة في الوادي."),
            ("وادي الجليد: علماء يكتشفون نوعا جديدا من الطحالب", "ينمو على صخرة واحدة."),
            ("العثور على يعسوب نادر في مستنقع دون", "كان اليعسوب يعد منقرضا."),
        ),
        (
            ("إضراب يوم الجمعة في مطار كولم", "يتوقف موظفو الأرض في كولم عن العمل."),
            ("مطار كولم: إضراب موظفي الأرض يوم الجمعة", "تلغى رحلات كثيرة."),
            ("إضراب يوم الاثنين في مطار كولم", "يتوقف الطيارون في كولم عن العمل."),
        ),
    ),
    "zh": (
        (
            ("阿多夫火车脱轨,14人受伤", "一列区间火车在阿多夫车站脱轨。"),
            ("区间火车在阿多夫脱轨造成14人受伤", "阿多夫车站附近火车脱轨,线路中断。"),
            ("伦兹火车脱轨,31人受伤", "一列区间火车在伦兹车站脱轨。"),
        ),
        (
            ("凯斯特造纸厂裁员420人", "凯斯特关闭河边的造纸厂。"),
            ("凯斯特关闭造纸厂,裁员420人", "河边的工厂将停产。"),
            ("瓦加家具厂裁员95人", "瓦加关闭港口的家具厂。"),
        ),
        (
            ("布拉姆灯光节迎来12万游客", "灯光节从未有过这么多游客。"),
            ("布拉姆灯光节游客创纪录:120000人", "灯光节以烟火结束。"),
            ("托尔克灯光节迎来8.8万游客", "灯光节当晚结束。"),
        ),
        (
            ("风暴致韦伦2300户停电", "倒下的树木压断韦伦的电线。"),
            ("韦伦2,300户因风暴停电", "树木压断电线,抢修需要时间。"),
            ("风暴致奥伯7100户停电", "倒下的树木压断奥伯的电线。"),
        ),
        (
            ("哈特玻璃博物馆翻修后重开", "玻璃博物馆翻修了三年。"),
            ("翻修三年,哈特玻璃博物馆重新开放", "博物馆再次展出藏品。"),
            ("西尔姆钟表馆因火灾关闭", "火灾损坏了展厅。"),
        ),
        (
            ("泉源以3000万收购宁贝尔公司", "地图出版商泉源收购宁贝尔。"),
            ("宁贝尔公司被泉源以3000万收购", "地图出版商买下这家公司。"),
            ("泉源以1200万出售奥比斯部门", "地图出版商出售部门。"),
        ),
        (
            ("塔罗当选穆尔市长", "塔罗在穆尔第二轮选举中获胜。"),
            ("穆尔市长选举:塔罗当选", "第二轮选举中塔罗获胜。"),
            ("雷格当选松恩市长", "雷格在松恩第二轮选举中获胜。"),
        ),
        (
            ("田野队3比1击败罗陶队", "田野队在下半场逆转。"),
            ("田野队逆转,3比1击败罗陶队", "下半场决定比赛。"),
            ("田野队2比0击败洛姆队", "田野队本周再次获胜。"),
        ),
        (
            ("冰谷发现苔藓新物种", "这种苔藓只生长在冰谷的一块岩石上。"),
            ("科学家在冰谷发现苔藓新物种", "苔藓只生长在一块岩石上。"),
            ("多恩沼泽发现稀有蜻蜓", "这种蜻蜓曾被认为灭绝。"),
        ),
        (
            ("科尔姆机场星期五罢工", "科尔姆机场地勤人员停工。"),
            ("科尔姆机场地勤星期五罢工", "许多航班取消。"),
            ("科尔姆机场星期一罢工", "科尔姆机场飞行员停工。"),
        ),
    ),
    "ja": (
        (
            ("アドルフ駅で列車脱線、14人けが", "アドルフ駅で普通列車が脱線した。"),
            ("列車が脱線し14人けが アドルフ駅", "アドルフ駅の近くで列車が脱線し、運転を見合わせている。"),
            ("ルンツ駅で列車脱線、31人けが", "ルンツ駅で普通列車が脱線した。"),
        ),
        (
            ("製紙のケストレル、420人を削減", "製紙会社のケストレルは川沿いの工場を閉鎖する。"),
            ("ケストレル、工場閉鎖で420人削減", "製紙会社が川沿いの工場を閉鎖する。"),
            ("家具のヴァルガ、95人を削減", "家具会社のヴァルガは港の工場を閉鎖する。"),
        ),
        (
            ("ブラム光の祭り、来場者12万人", "光の祭りの来場者は過去最多となった。"),
            ("光の祭りに12万人来場 ブラムで過去最多", "祭りは花火で終わった。"),
            ("トルク光の祭り、来場者8万8000人", "祭りは夜に終わった。"),
        ),
        (
            ("嵐で2300戸停電 ヴェーレン", "ヴェーレンで倒木が電線を切った。"),
            ("ヴェーレンで嵐、2,300戸が停電", "倒木が電線を切り、復旧を急ぐ。"),
            ("嵐で7100戸停電 オーバー", "オーバーで倒木が電線を切った。"),
        ),
        (
            ("ハルトのガラス博物館、改装を終え再開", "ガラス博物館の改装は三年続いた。"),
            ("ハルトのガラス博物館が改装後に再開", "博物館は所蔵品を再び展示する。"),
            ("シルムの時計館、火災で休館", "火災で展示室が壊れた。"),
        ),
        (
            ("地図のクエレ、ニンベル社を3000万で買収", "地図会社のクエレがニンベル社を買収する。"),
            ("ニンベル社、クエレが3000万で買収", "地図会社が買収を発表した。"),
            ("地図のクエレ、オルビス部門を1200万で売却", "地図会社が部門を売却する。"),
        ),
        (
            ("ミュール市長にタロウ氏が当選", "ミュールの決選投票でタロウ氏が勝った。"),
            ("タロウ氏、ミュール市長に当選", "決選投票で当選した。"),
            ("ゾン市長にレーガー氏が当選", "ゾンの決選投票でレーガー氏が勝った。"),
        ),
        (
            ("フェルデ、ロタウに3対1で逆転勝ち", "フェルデは後半に逆転した。"),
            ("フェルデが3対1で逆転勝ち、ロタウ敗れる", "後半に試合が動いた。"),
            ("フェルデ、ローム戦は2対0で勝利", "フェルデは今週二度目の勝利。"),
        ),
        (
            ("氷谷で新種のコケ発見", "コケは氷谷の一つの岩にだけ生える。"),
            ("新種のコケを氷谷で発見、研究者ら", "コケは一つの岩にだけ生える。"),
            ("ドン湿原で珍しいトンボ発見", "トンボは絶滅したと考えられていた。"),
        ),
        (
            ("コルム空港、金曜日にスト", "コルム空港の地上職員が職場を離れる。"),
            ("コルム空港で地上職員が金曜日にスト", "多くの便が欠航する。"),
            ("コルム空港、月曜日にスト", "コルム空港の操縦士が職場を離れる。"),
        ),
    ),
}
