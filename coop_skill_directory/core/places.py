"""Areas that people are near in: French departments, Belgian provinces."""

import re

DEPARTMENTS = {
    "01": "Ain", "02": "Aisne", "03": "Allier", "04": "Alpes-de-Haute-Provence",
    "05": "Hautes-Alpes", "06": "Alpes-Maritimes", "07": "Ardèche", "08": "Ardennes",
    "09": "Ariège", "10": "Aube", "11": "Aude", "12": "Aveyron",
    "13": "Bouches-du-Rhône", "14": "Calvados", "15": "Cantal", "16": "Charente",
    "17": "Charente-Maritime", "18": "Cher", "19": "Corrèze", "20": "Corse",
    "21": "Côte-d'Or", "22": "Côtes-d'Armor", "23": "Creuse", "24": "Dordogne",
    "25": "Doubs", "26": "Drôme", "27": "Eure", "28": "Eure-et-Loir",
    "29": "Finistère", "30": "Gard", "31": "Haute-Garonne", "32": "Gers",
    "33": "Gironde", "34": "Hérault", "35": "Ille-et-Vilaine", "36": "Indre",
    "37": "Indre-et-Loire", "38": "Isère", "39": "Jura", "40": "Landes",
    "41": "Loir-et-Cher", "42": "Loire", "43": "Haute-Loire",
    "44": "Loire-Atlantique", "45": "Loiret", "46": "Lot", "47": "Lot-et-Garonne",
    "48": "Lozère", "49": "Maine-et-Loire", "50": "Manche", "51": "Marne",
    "52": "Haute-Marne", "53": "Mayenne", "54": "Meurthe-et-Moselle", "55": "Meuse",
    "56": "Morbihan", "57": "Moselle", "58": "Nièvre", "59": "Nord", "60": "Oise",
    "61": "Orne", "62": "Pas-de-Calais", "63": "Puy-de-Dôme",
    "64": "Pyrénées-Atlantiques", "65": "Hautes-Pyrénées",
    "66": "Pyrénées-Orientales", "67": "Bas-Rhin", "68": "Haut-Rhin", "69": "Rhône",
    "70": "Haute-Saône", "71": "Saône-et-Loire", "72": "Sarthe", "73": "Savoie",
    "74": "Haute-Savoie", "75": "Paris", "76": "Seine-Maritime",
    "77": "Seine-et-Marne", "78": "Yvelines", "79": "Deux-Sèvres", "80": "Somme",
    "81": "Tarn", "82": "Tarn-et-Garonne", "83": "Var", "84": "Vaucluse",
    "85": "Vendée", "86": "Vienne", "87": "Haute-Vienne", "88": "Vosges",
    "89": "Yonne", "90": "Territoire de Belfort", "91": "Essonne",
    "92": "Hauts-de-Seine", "93": "Seine-Saint-Denis", "94": "Val-de-Marne",
    "95": "Val-d'Oise", "971": "Guadeloupe", "972": "Martinique", "973": "Guyane",
    "974": "La Réunion", "976": "Mayotte",
}  # fmt: skip
#: first and last postal code, code, name
PROVINCES = (
    (1000, 1299, "BRU", "Bruxelles / Brussel"),
    (1300, 1499, "WBR", "Brabant wallon"),
    (1500, 1999, "VBR", "Vlaams-Brabant"),
    (2000, 2999, "ANT", "Antwerpen"),
    (3000, 3499, "VBR", "Vlaams-Brabant"),
    (3500, 3999, "LIM", "Limburg"),
    (4000, 4999, "LIE", "Liège"),
    (5000, 5999, "NAM", "Namur"),
    (6000, 6599, "HAI", "Hainaut"),
    (6600, 6999, "LUX", "Luxembourg"),
    (7000, 7999, "HAI", "Hainaut"),
    (8000, 8999, "WVL", "West-Vlaanderen"),
    (9000, 9999, "OVL", "Oost-Vlaanderen"),
)


def area_of(country: str, postal_code: str) -> str:
    """Code of the area of a postal code, empty where it is not known.

    >>> area_of("FR", "38000"), area_of("fr", "97410"), area_of("BE", "1080")
    ('FR-38', 'FR-974', 'BE-BRU')
    >>> area_of("BE", "38000"), area_of("", "1000"), area_of("FR", "")
    ('', '', '')
    """
    digits = re.sub(r"\s", "", postal_code or "")
    country = (country or "").upper()
    if country == "FR" and re.fullmatch(r"\d{5}", digits, re.ASCII):
        code = digits[:3] if digits.startswith("97") else digits[:2]
        return f"FR-{code}" if code in DEPARTMENTS else ""
    if country == "BE" and re.fullmatch(r"\d{4}", digits, re.ASCII):
        found = (p[2] for p in PROVINCES if p[0] <= int(digits) <= p[1])
        return next((f"BE-{code}" for code in found), "")
    return ""


def area_name(area: str) -> str:
    """How an area is called, its code where it is not known.

    >>> area_name("FR-38"), area_name("BE-LIE"), area_name("XX")
    ('Isère', 'Liège', 'XX')
    """
    country, _dash, code = area.partition("-")
    if country == "FR":
        return DEPARTMENTS.get(code, area)
    names = {f"BE-{province[2]}": province[3] for province in PROVINCES}
    return names.get(area, area)
