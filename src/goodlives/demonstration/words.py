"""Names, streets and sentences for people who do not exist."""

from goodlives.casework.people.lists import SupportReason

# (women's, men's, family) by broad group; anybody may have any name, as in life.
BRITISH = (
    "Margaret Jean Dorothy Joan Patricia Susan Linda Christine Karen Sharon Emma Laura Gemma Kate Amy Ruth Hazel Ivy "
    "Edith Joyce",
    "John Peter David Michael Alan Brian Keith Stephen Paul Mark Andrew Ian Gary Craig Lee Jack Ronald Kenneth Derek",
    "Smith Jones Taylor Brown Wilson Evans Thomas Roberts Walker Wright Robinson Thompson White Hughes Edwards Green "
    "Hall Wood Harris Clarke Cooper Ward Turner Hill Moore Baker Carter Fletcher Marsh Dawson Pearce Holt Barker Lowe "
    "Frost Nunn Sharpe",
)
NAMES = {
    "White": BRITISH,
    "Mixed": BRITISH,
    "Asian": (
        "Amina Fatima Priya Anjali Sunita Nasreen Rukhsana Meera Shabana Mei Ling Kiran Zainab Jaspreet Farida",
        "Mohammed Imran Rajesh Sanjay Arjun Tariq Yusuf Harpreet Vikram Ahmed Wei Kamal Bilal Dinesh Rashid",
        "Patel Khan Begum Hussain Singh Kaur Ali Ahmed Sharma Shah Rahman Chen Malik Iqbal Gill Chowdhury Desai",
    ),
    "Black": (
        "Grace Comfort Blessing Marcia Yvonne Abena Ngozi Esther Sandra Beverley Adaeze Precious Claudette",
        "Samuel Emmanuel Winston Leroy Kwame Chidi Joseph Desmond Carlton Kofi Tunde Errol Clive",
        "Campbell Williams Okafor Mensah Adeyemi Brown Francis Boateng Osei Clarke Johnson Nwosu Gordon Thompson",
    ),
    "Other": (
        "Layla Yasmin Maria Elena Sara Noor Leila Rosa Hana",
        "Omar Hassan Ali Carlos Reza Karim Miguel Samir",
        "Haddad Mansour Silva Rahimi Garcia Nasser Aziz Santos Karimi",
    ),
}
STREETS = (
    "Mill Lane", "Station Road", "Church Street", "High Street", "Orchard Close", "Park Avenue", "Victoria Terrace",
    "Elm Grove", "Riverside", "Chapel Hill", "Meadow View", "Castle Street", "Windmill Way", "Bridge Street",
)  # fmt: skip
TOWNS = (
    ("Wrenford", "WX1"),
    ("Marlow Cross", "WX2"),
    ("Easthaven", "WX3"),
    ("Tilbrook", "WX4"),
    ("Great Osney", "WX5"),
)

HAPPENING = {
    SupportReason.PHYSICAL_CARE: (
        "I can no longer get in and out of the bath on my own, and dressing takes me most of the morning.",
        "Since my fall I am frightened of the stairs. I wash at the sink and I have not had a proper shower for weeks.",
        "My hands are bad with arthritis. I cannot do buttons or open a tin, and I am eating less than I should.",
    ),
    SupportReason.PHYSICAL_ACCESS: (
        "I cannot walk as far as the bus stop now, so I have stopped going to my choir.",
        "My wheelchair does not go through the kitchen door. I depend on my neighbour for hot meals.",
    ),
    SupportReason.MEMORY: (
        "Mum leaves the gas on and forgets to eat. She went out in her nightdress last week.",
        "I get muddled with my tablets and I have missed two appointments. I do not want to leave my home.",
    ),
    SupportReason.LEARNING_DISABILITY: (
        "I want my own flat like my brother. I need help with money, cooking and people at the door.",
        "My college course finished in July and now I am at home all day. I want a job with animals.",
    ),
    SupportReason.MENTAL_HEALTH: (
        "Some weeks I cannot get out of bed or open the post. When I am well I can do most things.",
        "I hear voices when I am on my own for long. Going out with somebody I know makes all the difference.",
    ),
    SupportReason.CARER: (
        "I look after my husband day and night and have not slept through since March. I want to care, but not alone.",
        "I care for my mum before and after work. My boss has been good, but I am at the end of what I can do.",
    ),
}
HAPPENING_OTHERWISE = (
    "My sight has got much worse. I burn myself when I cook and I have lost my confidence to go out.",
    "I have been on my own since my wife died. Days go by when I speak to nobody.",
)
GOOD_AT = (
    "I was a school cook for thirty years and I know every recipe by heart.", "I am good with my hands; I mend radios.",
    "I make people laugh. My grandchildren come to me with their troubles.", "I know everybody on this road.",
    "I never miss a match and I can tell you every score since 1974.", "I sing. I was in the choir for twenty years.",
    "I am good with animals and I am patient.", "I am stubborn, in a good way. I do not give up.",
)  # fmt: skip
GIVES = (
    "I listen to my neighbour, who lost her son.", "I read with the children at the primary school on Fridays.",
    "I feed next door's cat and take in parcels.", "I phone two friends from church every evening.",
    "I teach my niece to knit.", "I keep the score at the bowls club.",
)  # fmt: skip
WANTED = (
    "To stay in my own home and have a bath when I like.", "To see my friends again, at least once a week.",
    "To cook my own dinner, safely.", "To get out of the house without waiting for my daughter.", "To have a job.",
    "To sleep through the night.", "To go to the mosque on Fridays.", "To keep my dog.",
)  # fmt: skip
MONEY_WAYS = (
    ("A personal assistant to help me wash and dress", 1450), ("Home care morning and evening", 2410),
    ("Somebody to go out with me, to the places I choose", 1395), ("A day at the community farm, with support", 1240),
    ("Help at night", 1580),
)  # fmt: skip
CIRCLE_WAYS = (
    "My daughter shops with me on Saturdays",
    "My brother takes me to the match",
    "My friend Jo cooks on Sundays",
)
COMMUNITY_WAYS = (
    "The lunch club at the library",
    "The walking group on Tuesdays",
    "The repair café",
    "Coffee at the mosque",
)
ME_WAYS = ("I make my own breakfast and lunch", "I do my exercises every morning", "I keep my own diary on the wall")
FRIENDS = ("Jo", "Alex", "Sunil", "Carol", "Pat", "Morag", "Winston", "Nadia")
FRIENDS_FAMILY_NAMES = ("Holt", "Reid", "Shah", "Bell", "Quayle", "Obi")
WRONG = "If my assistant is ill I phone my sister, then the council. My spare key is with Mrs Holt at number 12."
EARLY_SIGNS = "I stop answering the phone, or the curtains stay shut."
WHO_TO_CALL = "My sister, then the council's number at the top of this plan. In an emergency, 999."
ADVICE = "Exercises from the physiotherapist each day; the falls class at the leisure centre; a pendant alarm."


def names_for(ethnicity: str) -> tuple[list[str], list[str], list[str]]:
    """Women's, men's and family names that somebody of this ethnic group may have."""
    group = ethnicity.split()[0].rstrip(":,")
    women, men, family = NAMES.get(group, BRITISH)
    return women.split(), men.split(), family.split()


ASKED_TO_WRITE = "They asked at home, and told me what to write."
