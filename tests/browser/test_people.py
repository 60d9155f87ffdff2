"""Coming in, looking after people and programs, and leaving: as a person does it in a browser."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from browser_checks import serious_findings

PASSWORD = "seven quiet lagoon birds"
NUMBERS = itertools.count(1)
Visit = Callable[..., Page]
Member = Callable[..., str]


@pytest.fixture(scope="module")
def owner(address: str, session: list) -> Iterator[httpx.Client]:
    """The home's owner, as the page talks to the platform."""
    cookies = {each["name"]: each["value"] for each in session}
    with httpx.Client(base_url=address, cookies=cookies, headers={"Origin": address}, timeout=60) as client:
        yield client


@pytest.fixture(scope="module")
def member(owner: httpx.Client, address: str) -> Member:
    """Lets somebody new in and gives the e-mail address."""

    def let_in(role: str, **standing: object) -> str:
        email = f"{role}-{next(NUMBERS)}@volta.example"
        made = owner.post("/api/invitations", json={"email": email, "role": role, **standing}).json()
        accept = {"token": made["path"].partition("#")[2], "name": f"{role.title()} Mensah", "password": PASSWORD}
        httpx.post(f"{address}/api/invitations/accept", json=accept, headers={"Origin": address}).raise_for_status()
        return email

    return let_in


def enter(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("E-mail address or name").fill(name)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def account(page: Page):
    """The button of the account menu that is in sight."""
    return page.get_by_role("button", name="Account:").locator("visible=true")


@pytest.fixture
def inside(visit: Visit, member: Member) -> Callable[..., Page]:
    """Opens a page as somebody new in a role."""

    def open_page(role: str, path: str = "/", *, standing: dict | None = None, **look: object) -> Page:
        email = member(role, **(standing or {}))
        page = visit("/", signed_in=False, **look)
        enter(page, email)
        expect(account(page)).to_be_visible()
        page.goto(re.sub(r"(//[^/]+).*", rf"\1{path}", page.url))
        return page

    return open_page


def test_a_password_lets_in_and_the_menu_says_who_and_leads_out(visit: Visit, member: Member):
    email = member("analyst")
    page = visit("/", signed_in=False)
    enter(page, email)
    account(page).click()
    expect(page.get_by_text(email)).to_be_visible()
    expect(page.get_by_text("Analyst ·")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_keyboard_alone_signs_in_and_opens_and_closes_the_menu(visit: Visit, member: Member):
    email = member("viewer")
    page = visit("/", signed_in=False)
    page.get_by_label("E-mail address or name").focus()
    page.keyboard.type(email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    account(page).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Your account")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Your account")).to_be_hidden()
    expect(account(page)).to_be_focused()


def test_a_wrong_password_is_refused_in_words_and_too_many_must_wait(visit: Visit, member: Member):
    email = member("viewer")
    page = visit("/", signed_in=False)
    for _ in range(5):
        enter(page, email, "not the password")
        expect(page.get_by_role("alert")).to_contain_text("do not fit together")
        expect(page.get_by_label("Password", exact=True)).to_have_value("")
    enter(page, email)
    expect(page.get_by_role("alert")).to_contain_text("too many wrong passwords")
    expect(page.get_by_role("alert")).to_contain_text("try again in")


def test_an_invitation_made_here_is_accepted_in_another_browser(inside, visit: Visit, chromium: Browser):
    page = inside("admin", "/admin?tab=people")
    page.get_by_role("button", name="Invite somebody").click()
    email = f"abena-{next(NUMBERS)}@volta.example"
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Role").select_option("analyst")
    page.get_by_role("button", name="Make the link").click()
    link = page.get_by_label("Invitation link").input_value()
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_role("button", name=f"Withdraw the invitation of {email}")).to_be_visible()

    other = visit(re.sub(r"^https?://[^/]+", "", link), signed_in=False)
    expect(other.get_by_role("heading", name="Join")).to_be_visible()
    expect(other.get_by_text(email)).to_be_visible()
    other.get_by_label("Your name").fill("Abena Owusu")
    other.get_by_label("Choose a password", exact=True).fill(PASSWORD)
    other.get_by_role("button", name="Join").click()
    expect(account(other)).to_be_visible()
    account(other).click()
    expect(other.get_by_text("Analyst ·")).to_be_visible()

    page.reload()
    expect(page.get_by_role("button", name="Change Abena Owusu")).to_be_visible()
    page.get_by_role("tab", name="Activity").click()
    expect(page.get_by_text("joined as analyst").first).to_be_visible()


def test_a_used_invitation_says_so(visit: Visit):
    page = visit("/invitation#never-given", signed_in=False)
    expect(page.get_by_role("alert")).to_contain_text("not valid, or no longer")


def test_a_token_made_here_lets_a_program_in_until_it_is_revoked(inside, address: str):
    page = inside("operator", "/account")
    page.get_by_role("button", name="Make a token").click()
    page.get_by_label("What it is for").fill("Nightly report")
    page.get_by_role("button", name="Make it").click()
    token = page.get_by_label("Token", exact=True).input_value()
    ask = lambda: httpx.get(f"{address}/api/session", headers={"Authorization": f"Bearer {token}"})  # noqa: E731
    assert ask().json()["rights"] == ["read"]
    page.get_by_role("button", name="Done").click()
    page.get_by_role("button", name="Revoke Nightly report").click()
    expect(page.get_by_role("region", name="Tokens").get_by_text("Revoked")).to_be_visible()
    assert ask().status_code == 401


def test_an_admin_changes_what_somebody_sees_and_takes_them_out(inside, member: Member):
    member("viewer")
    page = inside("admin", "/admin?tab=people")
    row = page.get_by_role("row").filter(has_text=f"viewer-{next(NUMBERS) - 2}@")
    row.get_by_role("button", name="Change").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Role").select_option("analyst")
    dialog.get_by_text("Some rows only").click()
    dialog.get_by_label("What the rule limits").select_option("region")
    # This organisation holds no facts yet whose names could be chosen.
    dialog.get_by_label("Only these").and_(dialog.get_by_role("textbox")).fill("North, East")
    dialog.get_by_role("button", name="Save").click()
    expect(row).to_contain_text("Analyst")
    expect(row).to_contain_text("Regions: North, East")
    row.get_by_role("button", name="Change").click()
    dialog.get_by_role("button", name="Remove…").click()
    dialog.get_by_role("button", name="Remove Viewer Mensah").click()
    expect(row).to_have_count(0)


def test_whom_a_rule_limits_is_chosen_from_the_names_that_occur(visit: Visit):
    page = visit("/admin?tab=people")
    page.get_by_role("button", name="Invite somebody").click()
    dialog = page.get_by_role("dialog", name="Invite somebody")
    dialog.get_by_text("Some rows only").click()
    make = dialog.get_by_role("button", name="Make the link")
    expect(make).to_have_attribute("aria-description", "Choose at least one")
    dialog.get_by_role("combobox", name="Only these").click()
    page.get_by_role("listbox").get_by_role("option").first.click()
    page.keyboard.press("Escape")
    expect(make).not_to_have_attribute("aria-description", "Choose at least one")


def test_a_viewer_is_not_shown_what_takes_another_right(inside):
    page = inside("viewer", "/data")
    expect(page.get_by_role("heading", name="Data", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Admin")).to_have_count(0)
    expect(page.get_by_text("Drop workbooks")).to_have_count(0)
    expect(page.get_by_role("button", name=re.compile("sample", re.IGNORECASE))).to_have_count(0)
    page.goto(page.url.replace("/data", "/admin"))
    expect(page.get_by_text("There is no such page")).to_be_visible()


def test_whoever_sees_some_rows_only_is_told_why_the_lists_are_not_there(inside):
    page = inside("viewer", "/data", standing={"row_rules": {"region": ["North"]}})
    expect(page.get_by_text("You see some rows only")).to_be_visible()


def test_a_changed_password_counts_and_ends_the_other_browsers(inside, visit: Visit, member: Member):
    email, new = member("viewer"), "nine loud harbour cranes"
    here, there = (visit("/", signed_in=False) for _ in range(2))
    for page in (here, there):
        enter(page, email)
        expect(account(page)).to_be_visible()
    here.goto(here.url + "account")
    here.get_by_label("Present password", exact=True).fill(PASSWORD)
    here.get_by_label("New password", exact=True).fill(new)
    here.get_by_role("button", name="Change password").click()
    expect(here.get_by_text("Your password is changed.")).to_be_visible()
    there.reload()
    expect(there.get_by_role("heading", name="Sign in")).to_be_visible()
    enter(there, email, new)
    expect(account(there)).to_be_visible()


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 1280), ("dark", 360), ("light", 360)])
def test_everybody_can_use_the_pages_of_people(inside, visit: Visit, theme: str, width: int):
    page = inside("admin", "/admin", theme=theme, width=width)
    for tab in ("Organisation", "Tokens", "Shares", "Activity", "System health", "People"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_load_state("networkidle")
        assert serious_findings(page) == [], tab
        assert page.evaluate("document.documentElement.scrollWidth") <= width, tab
    page.get_by_role("button", name="Invite somebody").click()
    assert serious_findings(page) == []
    page.keyboard.press("Escape")
    account(page).click()
    assert serious_findings(page) == []
    page.get_by_role("link", name="Your account").click()
    expect(page.get_by_role("button", name="Sign out everywhere")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Sign out everywhere").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
