#!/usr/bin/env python3
"""The documents hold together: links lead somewhere, and the index of the guides is complete."""

import re
import unittest

import _command as command

LINK = re.compile(r"\]\(([^)\s]+)\)")


def documents():
    for folder in [".", "docs", "data/helpline", "models"]:
        pattern = "**/*.md" if folder == "docs" else "*.md"
        yield from sorted((command.ROOT / folder).glob(pattern))


class Documents(unittest.TestCase):
    def test_links_lead_somewhere(self):
        for document in documents():
            for link in LINK.findall(document.read_text(encoding="utf-8")):
                target = link.split("#")[0]
                if not target or "://" in target or target.startswith("mailto:"):
                    continue
                with self.subTest(document=document.name, link=link):
                    self.assertTrue((document.parent / target).exists())

    def test_the_index_names_every_guide(self):
        guides = command.ROOT / "docs" / "guides"
        index = set(LINK.findall((guides / "README.md").read_text(encoding="utf-8")))
        for guide in sorted(guides.glob("*.md")):
            if guide.name != "README.md":
                with self.subTest(guide=guide.name):
                    self.assertIn(guide.name, index)


if __name__ == "__main__":
    unittest.main()
