"""The rows of the annual report's sheets (DOMAIN.md 8): what a year has of each kind, archived records among them.

Days are ISO text, money øre, time minutes; codes are keys, focus areas ids as text. No person is named in any of them.
"""
