"""Invented headlines in many languages: for each, which are about the same, and what a reader may search for."""

from typing import Final

HEADLINES: Final[dict[str, tuple[tuple[str, str, str], ...]]] = {
    "de": (
        (
            "Was die Bahn über ihre neuen Züge nicht sagt",
            "Neue Züge der Bahn fallen wegen Schnee aus",
            "Warum ein Zug der Bahn stundenlang auf freier Strecke stand",
        ),
        (
            "Was die Ärzte über ihre Patienten nicht sagen",
            "Ein Arzt und seine Patienten im Dorf ohne Krankenhaus",
            "Patienten warten länger auf einen Termin beim Arzt",
        ),
        (
            "Warum die Bank nicht über ihre Zinsen spricht",
            "Die Zinsen steigen, und die Banken freuen sich",
            "Was hohe Zinsen der Bank für Sparer bedeuten",
        ),
        (
            "Tomaten auf dem Balkon: was sie im Sommer brauchen",
            "Wie aus Samen die ersten Tomaten werden",
            "Der Sommer war zu nass für Tomaten im Garten",
        ),
    ),
    "fr": (
        (
            "Ce que la SNCF ne dit pas sur ses nouveaux trains",
            "Les trains ont été arrêtés par la neige pendant des heures",
            "Pourquoi ce train de nuit revient entre Paris et Nice",
        ),
        (
            "Ce que les médecins ne disent pas à leurs patients",
            "Un médecin et ses patients dans un village sans hôpital",
            "Les patients attendent plus longtemps leur rendez-vous chez le médecin",
        ),
        (
            "Pourquoi la banque ne parle pas de ses taux",
            "Les taux montent et les banques se réjouissent",
            "Ce que les taux des banques changent pour les épargnants",
        ),
        (
            "Des tomates sur le balcon : ce qu'il leur faut en été",
            "Comment faire pousser ses premières tomates",
            "L'été a été trop humide pour les tomates du jardin",
        ),
    ),
    "es": (
        (
            "Lo que la compañía no dice sobre sus nuevos trenes",
            "Los trenes quedaron parados por la nieve durante horas",
            "Por qué vuelve el tren nocturno entre Madrid y Lisboa",
        ),
        (
            "Lo que los médicos no dicen a sus pacientes",
            "Un médico y sus pacientes en un pueblo sin hospital",
            "Los pacientes esperan más tiempo para ver al médico",
        ),
        (
            "Por qué el banco no habla de sus intereses",
            "Suben los intereses y los bancos se alegran",
            "Lo que los intereses del banco cambian para los ahorradores",
        ),
        (
            "Tomates en el balcón: lo que necesitan en verano",
            "Cómo cultivar los primeros tomates desde la semilla",
            "El verano fue demasiado húmedo para los tomates del huerto",
        ),
    ),
    "ru": (
        (
            "Что железная дорога не говорит о своих новых поездах",
            "Поезда остановились из-за снега на несколько часов",
            "Почему ночной поезд снова идёт из Москвы в Казань",
        ),
        (
            "Что врачи не говорят своим пациентам",
            "Врач и его пациенты в деревне без больницы",
            "Пациенты дольше ждут приёма у врача",
        ),
        (
            "Почему банк не говорит о своих процентах",
            "Проценты растут, и банки этому рады",
            "Что проценты банка меняют для вкладчиков",
        ),
        (
            "Помидоры на балконе: что им нужно летом",
            "Как вырастить первые помидоры из семян",
            "Лето было слишком сырым для помидоров в саду",
        ),
    ),
    "ar": (
        (
            "ما لا تقوله الشركة عن القطارات الجديدة",
            "توقفت القطارات بسبب الثلوج لعدة ساعات",
            "لماذا يعود القطار الليلي بين القاهرة وأسوان",
        ),
        (
            "ما لا يقوله الأطباء للمرضى",
            "طبيب وحيد مع المرضى في قرية بلا مستشفى",
            "المرضى ينتظرون وقتا أطول لزيارة الطبيب",
        ),
        (
            "لماذا لا يتحدث البنك عن الفائدة",
            "ارتفاع الفائدة يسعد البنوك",
            "ما الذي تغيره الفائدة في البنك للمدخرين",
        ),
        (
            "الطماطم في الشرفة وما تحتاجه في الصيف",
            "كيف تزرع الطماطم من البذور",
            "كان الصيف رطبا جدا على الطماطم في الحديقة",
        ),
    ),
    "hi": (
        (
            "रेलवे अपनी नई रेलगाड़ी के बारे में क्या नहीं बताता",
            "बर्फ के कारण रेलगाड़ी कई घंटे रुकी रही",
            "दिल्ली और पटना के बीच रात की रेलगाड़ी फिर क्यों चली",
        ),
        (
            "डॉक्टर अपने मरीज़ को क्या नहीं बताते",
            "बिना अस्पताल के गाँव में डॉक्टर और मरीज़",
            "मरीज़ को डॉक्टर से मिलने में अधिक समय लगता है",
        ),
        (
            "बैंक अपने ब्याज के बारे में क्यों नहीं बोलता",
            "ब्याज बढ़ा और बैंक खुश हुए",
            "बैंक के ब्याज से बचत करने वालों का क्या होगा",
        ),
        (
            "बालकनी में टमाटर को गर्मी में क्या चाहिए",
            "बीज से पहला टमाटर कैसे उगाएँ",
            "इस साल की गर्मी बगीचे के टमाटर के लिए बहुत नम थी",
        ),
    ),
    "vi": (
        (
            "Điều đường sắt không nói về tàu hoả mới",
            "Tàu hoả dừng nhiều giờ vì tuyết rơi",
            "Vì sao tàu hoả đêm trở lại giữa Hà Nội và Vinh",
        ),
        (
            "Điều bác sĩ không nói với bệnh nhân",
            "Bác sĩ và bệnh nhân ở ngôi làng không có bệnh viện",
            "Bệnh nhân chờ lâu hơn để gặp bác sĩ",
        ),
        (
            "Vì sao ngân hàng không nói về lãi suất",
            "Lãi suất tăng và các ngân hàng vui mừng",
            "Lãi suất ngân hàng thay đổi gì với người gửi tiền",
        ),
        (
            "Cà chua trên ban công cần gì vào mùa hè",
            "Cách trồng cà chua đầu tiên từ hạt",
            "Mùa hè quá ẩm cho cà chua trong vườn",
        ),
    ),
    "ja": (
        (
            "新幹線の新型車両が東京駅で公開",
            "東京の新幹線が雪で運休",
            "日本の新幹線の歴史",
        ),
        (
            "医師が患者に言わないこと",
            "病院のない村の医師と患者",
            "患者が医師に会うまでの時間が長くなる",
        ),
        (
            "銀行が金利について語らない理由",
            "金利が上がり銀行は喜んでいる",
            "銀行の金利が貯金をどう変えるか",
        ),
        (
            "ベランダのトマトに夏に必要なもの",
            "種から育てる最初のトマト",
            "この夏は庭のトマトには雨が多すぎた",
        ),
    ),
    "zh": (
        (
            "铁路公司没有说的新火车故事",
            "大雪让火车停了好几个小时",
            "为什么夜间火车又回来了",
        ),
        (
            "医生没有对病人说的话",
            "没有医院的村子里的医生和病人",
            "病人要等更长的时间才能见到医生",
        ),
        (
            "为什么银行不谈利率",
            "利率上升，银行很高兴",
            "银行的利率给储户带来什么变化",
        ),
        (
            "阳台上的番茄夏天需要什么",
            "怎样从种子开始种番茄",
            "今年夏天对花园里的番茄来说太潮湿了",
        ),
    ),
    "ko": (
        (
            "철도가 새 열차에 대해 말하지 않는 것",
            "눈 때문에 열차가 몇 시간 동안 멈췄다",
            "서울에서 부산까지 밤 열차가 다시 달린다",
        ),
        (
            "의사가 환자에게 말하지 않는 것",
            "병원이 없는 마을의 의사와 환자",
            "환자들이 의사를 만나려고 더 오래 기다린다",
        ),
        (
            "은행이 금리에 대해 말하지 않는 이유",
            "금리가 오르고 은행들은 기뻐한다",
            "은행 금리가 저축하는 사람에게 바꾸는 것",
        ),
        (
            "발코니의 토마토에게 여름에 필요한 것",
            "씨앗에서 첫 토마토를 키우는 방법",
            "이번 여름은 정원의 토마토에게 너무 습했다",
        ),
    ),
    "th": (
        (
            "สิ่งที่การรถไฟไม่ได้บอกเกี่ยวกับรถไฟใหม่",
            "รถไฟหยุดหลายชั่วโมงเพราะหิมะ",
            "ทำไมรถไฟกลางคืนจึงกลับมาที่เชียงใหม่",
        ),
        (
            "สิ่งที่แพทย์ไม่ได้บอกผู้ป่วย",
            "แพทย์และผู้ป่วยในหมู่บ้านที่ไม่มีโรงพยาบาล",
            "ผู้ป่วยต้องรอพบแพทย์นานขึ้น",
        ),
        (
            "ทำไมธนาคารไม่พูดถึงดอกเบี้ย",
            "ดอกเบี้ยสูงขึ้นและธนาคารก็ดีใจ",
            "ดอกเบี้ยของธนาคารเปลี่ยนอะไรให้ผู้ฝากเงิน",
        ),
        (
            "มะเขือเทศบนระเบียงต้องการอะไรในฤดูร้อน",
            "วิธีปลูกมะเขือเทศจากเมล็ด",
            "ฤดูร้อนนี้ชื้นเกินไปสำหรับมะเขือเทศในสวน",
        ),
    ),
}
"""By language, four groups of three headlines about one subject. The words that only join others are shared by all."""

FINDS: Final[dict[str, tuple[tuple[str, int], ...]]] = {
    "de": (("Zug", 0), ("Ärzte", 1), ("Zinsen", 2), ("Tomate", 3), ("Patienten", 1)),
    "fr": (("train", 0), ("médecin", 1), ("taux", 2), ("tomate", 3), ("banque", 2)),
    "es": (("tren", 0), ("paciente", 1), ("intereses", 2), ("tomate", 3), ("banco", 2)),
    "ru": (("поезд", 0), ("врач", 1), ("проценты", 2), ("помидор", 3), ("банк", 2)),
    "ar": (("القطارات", 0), ("المرضى", 1), ("الفائدة", 2), ("الطماطم", 3), ("البنك", 2)),
    "hi": (("रेलगाड़ी", 0), ("डॉक्टर", 1), ("ब्याज", 2), ("टमाटर", 3), ("बैंक", 2)),
    "vi": (("tàu hoả", 0), ("bệnh nhân", 1), ("lãi suất", 2), ("cà chua", 3), ("ngân hàng", 2)),
    "ja": (("新幹線", 0), ("患者", 1), ("金利", 2), ("トマト", 3), ("東京", 0), ("医師", 1)),
    "zh": (("火车", 0), ("医生", 1), ("利率", 2), ("番茄", 3), ("银行", 2), ("病人", 1)),
    "ko": (("열차", 0), ("환자", 1), ("금리", 2), ("토마토", 3), ("은행", 2), ("의사", 1)),
    "th": (("รถไฟ", 0), ("ผู้ป่วย", 1), ("ดอกเบี้ย", 2), ("มะเขือเทศ", 3), ("ธนาคาร", 2), ("แพทย์", 1)),
}
"""What is searched for, and the number of the group that it must find."""
