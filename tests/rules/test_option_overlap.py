"""Pairs of options labeled by hand: the longer one says all that the shorter one says, or it is another thing."""

import pytest

from clfcards.rules.option_overlap import RULE
from tests.rules.bank_of import found, question

OVERLAP = [
    ("Heat the water", "Heat the water slowly"),
    ("Encrypt the disks", "Encrypt the disks and the network"),
    ("Copy the data once", "Copy the data once, then delete it"),
    ("Use a larger server", "Use a larger server in another Region"),
    ("Create a new account", "Create a new account for each team"),
    ("The security team decides", "The security team decides with the owner"),
    ("Two hours, ten minutes", "Two hours, ten minutes, and five seconds"),
    ("Stop the idle servers", "Stop the idle servers at night"),
    ("Add a read replica", "Add a read replica or a cache"),
    ("Move the old files", "Automatically move the old files"),
    ("A bucket per team", "A bucket per team that is encrypted"),
    ("Turn on the logs", "Turn on the logs before the audit"),
    ("An alarm for costs", "An alarm for costs using a budget"),
    ("Patch the operating system", "Patch the operating system regularly"),
    ("Write down the plan", "Write down the plan; test it"),
    ("Ask the support team", "First ask the support team"),
    ("Sign in with MFA", "Sign in with MFA (a code)"),
    ("The owner of the account", "The owner of the account, not AWS"),
    ("Run it on two zones", "Run it on two zones with a load balancer"),
    ("Share the password file", "Share the password file by mail"),
    ("Delete the unused disks", "Delete the unused disks only"),
]

ANOTHER_THING = [
    ("A pot", "A pot warmer"),
    ("Heat the water", "Preheat the water"),
    ("Tea Kettle", "Tea Kettle Pro"),
    ("Heat the water", "heat the water"),  # duplicate-option reports it
    ("Amazon S3 Glacier", "Amazon S3 Glacier Deep Archive"),
    ("Amazon EC2 Auto Scaling", "Amazon EC2 Auto Scaling Groups"),
    ("Oolong Tea Gold", "Oolong Tea Gold-Reserve"),
    ("A security group", "A security group rule"),
    ("The account root user", "The account root user password"),
    ("An access key ID", "An access key ID file"),
    ("Encrypt the disks first", "Do not encrypt the disks first"),
    ("Open the public port", "Never open the public port"),
    ("Share the root user", "Avoid sharing, or stop: share the root user"),
    ("5 GB of data", "1.5 GB of data"),
    ("5 GB of data", "At least 5 GB of data"),
    ("10 servers per zone", "More than 10 servers per zone"),
    ("A dedicated network line", "Without a dedicated network line"),
    ("One person per team", "Tone person per team"),
    ("The customer database team", "The customer database team leader"),
    ("An internet gateway route", "An internet gateway router"),
    ("Tea and cake for two", "Cake and tea for two"),
    ("On the same day", "On the same daybed"),
]


@pytest.mark.parametrize(("shorter", "longer"), OVERLAP)
def test_the_longer_option_says_all_of_the_shorter_one(shorter: str, longer: str) -> None:
    assert found(RULE, question(right=shorter, wrong=("Assam", longer, "Stir"))) == [(0, "distractors", 1, "text")]


@pytest.mark.parametrize(("shorter", "longer"), ANOTHER_THING)
def test_the_longer_option_is_another_thing(shorter: str, longer: str) -> None:
    assert not found(RULE, question(right=shorter, wrong=("Assam", longer, "Stir")))
