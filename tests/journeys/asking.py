"""Asking for help on the pages, one question after another."""

import re


class Asking:
    """What somebody does on the pages, with axe on each."""

    first, family, born = "Amina", "Begum", ("27", "3", "1986")
    address, postcode = "1 Mill Lane, Wrenford", "wx1 1aa"
    words = "I can no longer get out of the bath. I am scared of the stairs."

    def __init__(self, page, axe, **who):
        self.page, self.axe = page, axe
        vars(self).update(who)

    def heading(self, words):
        self.page.get_by_role("heading", level=1, name=words).wait_for()
        self.axe(self.page)

    def press(self, words="Continue"):
        self.page.get_by_role("button", name=words, exact=True).click()

    def choose(self, words):
        self.page.get_by_label(words, exact=True).check()

    def write(self, label, words):
        self.page.get_by_label(label, exact=True).fill(words)

    def start(self):
        self.page.goto("/ask/")
        self.heading("Ask for help")
        self.page.get_by_role("button", name="Start").click()

    def say_there_is_no_danger(self):
        self.heading("Is somebody in danger now?")
        self.choose("No")
        self.press()

    def say_what_is_happening(self):
        self.heading("What is happening?")
        self.press()
        self.page.get_by_role("link", name="Tell us what is happening").click()
        self.axe(self.page)
        self.write("What is happening?", self.words)
        self.press()
        self.heading("What would help?")
        self.press()
        self.heading("How soon is help needed?")
        self.choose("Help is needed in the next few weeks")
        self.press()

    def say_who_they_are(self, title="What is your name?"):
        self.heading(title)
        self.write("First name", self.first)
        self.write("Family name", self.family)
        self.press()
        self.say_when_they_were_born()
        self.axe(self.page)
        self.press()
        self.page.get_by_label("Address", exact=True).fill(self.address)
        self.write("Postcode", self.postcode)
        self.axe(self.page)
        self.press()

    def say_when_they_were_born(self):
        for part, number in zip(("Day", "Month", "Year"), self.born, strict=True):
            self.write(part, number)

    def say_how_to_reach_them(self):
        self.heading("Getting in touch with you")
        self.choose("Phone call")
        self.press()
        self.page.get_by_role("link", name="Enter your phone number, or choose another way to get in touch").click()
        self.axe(self.page)
        self.write("Phone number", "01632 960 001")
        self.press()
        self.heading("Making it easy to talk")
        self.choose("Large print")
        self.press()

    def send(self):
        self.heading("Check your answers")
        self.press("Send")
        self.heading("We have your request")
        return re.search(r"R-\w{4}-\w{4}", self.page.content()).group()
