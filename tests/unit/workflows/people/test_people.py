"""Who may do what: people, invitations, passwords, tokens, shares and imports, each under the right that it takes."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from petroverse.core.errors import NotAllowed, NotFound
from petroverse.core.grants import LOCAL, PUBLIC, SAMPLE, OrganisationId, PersonId
from petroverse.core.rights import ALL_RIGHTS, RIGHTS_OF, Right, RightMissing, Role, RowsLimited
from petroverse.database import asker_of_session, list_records
from petroverse.workflows import (
    TRUST_S,
    ActivityWanted,
    FindingsWanted,
    ImportOptions,
    InvitationRefused,
    Organisation,
    PasswordRefused,
    Reader,
    RuleRefused,
    Standing,
    Stores,
    accept_invitation,
    accounts_list,
    activity_list,
    add_organisation,
    add_person,
    admit_person,
    change_password,
    change_person,
    change_role,
    editions_list,
    findings_page,
    grant_of,
    home_overview,
    import_files,
    imports_list,
    invitations_list,
    invite,
    is_right_password,
    join_by_invitation,
    limit_rows,
    members_list,
    merge_proposals,
    merges_list,
    new_token,
    one_import,
    organisations_list,
    owner_reader,
    password_hash,
    reader_of_session,
    reader_of_token,
    remove_member,
    remove_organisation,
    revoke_one_token,
    set_standing,
    share,
    share_code,
    shares_list,
    switch_organisation,
    take_invitation_back,
    tokens_list,
    unshare,
)
from petroverse.workflows.believed import Believed
from petroverse.workflows.people import InvitedAlready
from petroverse.workflows.shares import ShareCodeUnknown

OWNER = owner_reader()
GOOD = "a long walk by the sea"


class Place:
    """Two organisations of one test's own, Star with one person of each role, Moon with an admin."""

    def __init__(self, stores: Stores) -> None:
        mark = secrets.token_hex(4)
        self.stores = stores
        self.star, self.moon = OrganisationId(f"star-{mark}"), OrganisationId(f"moon-{mark}")
        self.people = {role: PersonId(f"{role}-{mark}") for role in Role}
        for each in (self.star, self.moon):
            add_organisation(stores, OWNER, Organisation(each, each))
        for role, person in self.people.items():
            add_person(stores, OWNER, person, person, f"{person}@example.com")
            set_standing(stores, owner_reader(self.star), person, Standing(role))
        set_standing(stores, owner_reader(self.moon), self.people[Role.ADMIN], Standing(Role.ADMIN))

    def session(self, role: Role) -> str:
        return admit_person(self.stores, self.people[role], "password", self.star)

    def reader(self, role: Role = Role.ADMIN) -> Reader:
        return reader_of_session(self.stores, self.session(role))


@pytest.fixture
def place(stores: Stores) -> Place:
    return Place(stores)


@pytest.mark.parametrize("role", Role)
def test_a_session_holds_the_rights_of_the_role(place, role):
    reader = place.reader(role)
    assert (reader.organisation, reader.role, reader.rights) == (place.star, role, RIGHTS_OF[role])


@pytest.mark.parametrize(
    "act",
    [
        lambda stores, reader: accounts_list(stores, reader),
        lambda stores, reader: add_person(stores, reader, PersonId("x"), "X", "x@example.com"),
        lambda stores, reader: change_person(stores, reader, reader.person, is_platform_admin=True),
        lambda stores, reader: add_organisation(stores, reader, Organisation(OrganisationId("x"), "X")),
        lambda stores, reader: remove_organisation(stores, reader, reader.acts_in),
        lambda stores, reader: import_files(stores, [], ImportOptions(reader)),
        lambda stores, reader: import_files(stores, [], ImportOptions(reader, organisation=SAMPLE)),
        lambda stores, reader: import_files(stores, [], ImportOptions(reader, organisation=LOCAL)),
        lambda stores, reader: change_password(stores, reader, "nobody", GOOD),
        lambda stores, reader: change_password(stores, reader, reader.person, GOOD),
    ],
)
def test_what_concerns_the_platform_is_not_for_an_organisations_admin(place, act):
    with pytest.raises(NotAllowed):
        act(place.stores, place.reader(Role.ADMIN))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.ANALYST, Role.OPERATOR, Role.REGULATOR])
@pytest.mark.parametrize(
    "act",
    [
        members_list,
        lambda stores, reader: activity_list(stores, reader, ActivityWanted()),
        lambda stores, reader: invite(stores, reader, "x@example.com", Standing(Role.ADMIN)),
        lambda stores, reader: change_role(stores, reader, reader.person, Role.ADMIN),
        lambda stores, reader: limit_rows(stores, reader, reader.person, {}, None),
        lambda stores, reader: set_standing(stores, reader, reader.person, Standing(Role.ADMIN)),
        lambda stores, reader: remove_member(stores, reader, reader.person),
        lambda stores, reader: share(stores, reader, "local"),
        lambda stores, reader: unshare(stores, reader, "local"),
        lambda stores, reader: new_token(stores, reader, "x", scopes={Right.ADMINISTER}, days=1),
    ],
)
def test_what_an_admin_does_is_for_nobody_else(place, role, act):
    with pytest.raises(RightMissing):
        act(place.stores, place.reader(role))


def test_published_facts_are_added_by_the_platforms_admin_alone(place):
    operator = place.reader(Role.OPERATOR)
    with pytest.raises(RightMissing, match="published facts are added by the platform's admin"):
        import_files(place.stores, [], ImportOptions(operator))
    assert import_files(place.stores, [], ImportOptions(operator, organisation=place.star)).files == ()
    assert import_files(place.stores, [], ImportOptions(OWNER)).files == ()


def test_nobody_imports_into_another_organisation(place):
    with pytest.raises(NotAllowed, match="acts in"):
        import_files(place.stores, [], ImportOptions(place.reader(Role.ADMIN), organisation=place.moon))


def test_an_admin_sees_nothing_of_another_organisation(place):
    add_person(place.stores, OWNER, PersonId(f"{place.moon}-p"), "P", f"{place.moon}@example.com")
    set_standing(place.stores, owner_reader(place.moon), f"{place.moon}-p", Standing(Role.VIEWER))
    reader = place.reader(Role.ANALYST)
    assert {each["id"] for each in organisations_list(place.stores, reader)} == {place.star}
    admin = place.reader(Role.ADMIN)
    assert f"{place.moon}-p" not in {each["person"] for each in members_list(place.stores, admin)}
    added = activity_list(place.stores, admin, ActivityWanted(kind="member_added"))
    assert {each["told"]["person"] for each in added} == set(place.people.values())


def test_a_session_is_switched_among_memberships_alone(place):
    session = place.session(Role.ADMIN)
    assert switch_organisation(place.stores, session, place.moon).organisation == place.moon
    for other in (LOCAL, PUBLIC):
        with pytest.raises(NotAllowed):
            switch_organisation(place.stores, session, other)
    assert reader_of_session(place.stores, session).organisation == place.moon


def test_a_change_here_is_seen_at_once(place):
    session = place.session(Role.OPERATOR)
    assert Right.IMPORT in reader_of_session(place.stores, session).rights
    change_role(place.stores, owner_reader(place.star), place.people[Role.OPERATOR], Role.VIEWER)
    assert Right.IMPORT not in reader_of_session(place.stores, session).rights
    remove_member(place.stores, owner_reader(place.star), place.people[Role.OPERATOR])
    with pytest.raises(NotAllowed):
        reader_of_session(place.stores, session)


def test_a_change_of_another_process_is_seen_within_the_trust(place):
    now = [0.0]
    elsewhere = replace(place.stores, readers=Believed(seconds=lambda: now[0]))
    admin = place.reader(Role.ADMIN)
    identity, token = new_token(place.stores, admin, "x", scopes={Right.READ}, days=1)
    assert reader_of_token(elsewhere, token).rights == {Right.READ}
    revoke_one_token(place.stores, admin, identity)
    now[0] = TRUST_S - 0.01
    assert reader_of_token(elsewhere, token).rights == {Right.READ}
    now[0] = TRUST_S
    with pytest.raises(NotAllowed):
        reader_of_token(elsewhere, token)
    assert TRUST_S <= 5


def test_what_changed_while_it_was_looked_up_is_not_believed():
    believed: Believed[int] = Believed(seconds=lambda: 0.0)

    def look() -> int:
        believed.forget()
        return 1

    assert believed.get("x", look) == 1
    assert believed.get("x", lambda: 2) == 2
    assert believed.get("x", lambda: 3) == 2


def test_a_disabled_person_does_nothing_at_once(place):
    session = place.session(Role.ADMIN)
    _, token = new_token(place.stores, reader_of_session(place.stores, session), "x", scopes={Right.READ}, days=1)
    change_person(place.stores, OWNER, place.people[Role.ADMIN], is_disabled=True)
    for ask, secret in ((reader_of_session, session), (reader_of_token, token)):
        with pytest.raises(NotAllowed):
            ask(place.stores, secret)


def test_an_admin_of_the_platform_sees_no_private_facts_without_a_membership(place):
    person = place.people[Role.VIEWER]
    remove_member(place.stores, owner_reader(place.star), person)
    change_person(place.stores, OWNER, person, is_platform_admin=True)
    reader = place.reader(Role.VIEWER)
    assert (reader.organisation, reader.rights) == (PUBLIC, ALL_RIGHTS)
    assert grant_of(place.stores, reader).organisations == (PUBLIC,)


def test_a_regulator_reads_published_facts_and_what_is_shared(place):
    share(place.stores, owner_reader(place.moon), place.star, ["volume"])
    regulator = place.reader(Role.REGULATOR)
    assert grant_of(place.stores, regulator).organisations == (PUBLIC, place.moon)
    assert grant_of(place.stores, regulator, ["price"]).organisations == (PUBLIC,)
    assert grant_of(place.stores, place.reader(Role.ANALYST)).organisations == (place.star, PUBLIC, place.moon)
    unshare(place.stores, owner_reader(place.moon), place.star)
    assert grant_of(place.stores, place.reader(Role.REGULATOR)).organisations == (PUBLIC,)


def test_a_share_code_names_an_organisation_to_whoever_was_given_it(place):
    far = OrganisationId(f"far-{place.star}")
    add_organisation(place.stores, OWNER, Organisation(far, "Far"))
    admin = place.reader(Role.ADMIN)
    code = share_code(place.stores, owner_reader(far))
    assert code != share_code(place.stores, admin)

    assert share(place.stores, admin, code, ["volume"]) == far
    assert grant_of(place.stores, owner_reader(far), ["volume"]).organisations[-1] == place.star
    assert share(place.stores, admin, place.moon) == place.moon  # a member of both knows that it is there


def test_sharing_with_a_guessed_name_does_not_tell_who_is_on_the_platform(place):
    far, admin = OrganisationId(f"far-{place.star}"), place.reader(Role.ADMIN)
    add_organisation(place.stores, OWNER, Organisation(far, "Far"))
    told = []
    for name in (far, far[::-1], "public", "local"):
        with pytest.raises(ShareCodeUnknown) as caught:
            share(place.stores, admin, name)
        told.append((str(caught.value).replace(name, "NAME"), caught.value.where))
    assert len(set(told)) == 1
    assert far not in {each["reader"] for each in shares_list(place.stores, admin)}


def test_shares_are_listed_on_both_sides_and_nowhere_else(place):
    share(place.stores, owner_reader(place.moon), place.star)
    for side in (place.star, place.moon):
        assert [each["reader"] for each in shares_list(place.stores, owner_reader(side))] == [place.star]
    assert place.star not in {each["reader"] for each in shares_list(place.stores, OWNER)}


def test_simulated_facts_are_neither_shared_nor_read_with_others(place):
    if SAMPLE not in {each["id"] for each in organisations_list(place.stores, OWNER)}:
        add_organisation(place.stores, OWNER, Organisation(SAMPLE, "Sample", is_simulated=True))
    for owner, reader in ((SAMPLE, place.star), (place.star, SAMPLE)):
        with pytest.raises(Exception, match="shares"):
            share(place.stores, owner_reader(owner), reader)
    assert grant_of(place.stores, owner_reader(SAMPLE)).organisations == (SAMPLE,)
    remove_organisation(place.stores, OWNER, SAMPLE)


@pytest.mark.parametrize(
    "act",
    [
        imports_list,
        editions_list,
        merge_proposals,
        merges_list,
        lambda stores, reader: findings_page(stores, reader, FindingsWanted()),
        lambda stores, reader: one_import(stores, reader, 1),
    ],
)
@pytest.mark.parametrize("limits", [({"company": ("STAR",)}, None), ({}, frozenset({"volume"}))])
def test_what_shows_whole_files_is_refused_to_whoever_may_see_a_part(place, act, limits):
    limit_rows(place.stores, owner_reader(place.star), place.people[Role.OPERATOR], *limits)
    with pytest.raises(RowsLimited, match="a part"):
        act(place.stores, place.reader(Role.OPERATOR))


def test_an_overview_tells_no_totals_to_whoever_may_see_a_part(place):
    limit_rows(place.stores, owner_reader(place.star), place.people[Role.VIEWER], {"company": ("STAR",)}, None)
    limited = home_overview(place.stores, place.reader(Role.VIEWER))
    whole = home_overview(place.stores, place.reader(Role.ANALYST))
    assert [limited[name] for name in ("imports", "findings", "tied", "untied")] == [None] * 4
    assert {each["rows"] for each in limited["datasets"]} == {None}
    assert [each["rows"] for each in whole["datasets"]] == [3]


@pytest.mark.parametrize(
    "standing",
    [
        Standing(Role.VIEWER, {"colour": ("red",)}),
        Standing(Role.VIEWER, {"organisation": ("star",)}),
        Standing(Role.VIEWER, {"product": ("lemonade",)}),
        Standing(Role.VIEWER, {"company": ()}),
        Standing(Role.VIEWER, {"company": ("",)}),
        Standing(Role.VIEWER, {}, frozenset({"happiness"})),
    ],
)
def test_a_rule_that_no_question_can_have_is_refused(place, standing):
    with pytest.raises(RuleRefused):
        set_standing(place.stores, owner_reader(place.star), place.people[Role.VIEWER], standing)


def test_another_role_keeps_the_row_rules_and_other_rules_keep_the_role(place):
    owner, person = owner_reader(place.star), place.people[Role.VIEWER]
    limit_rows(place.stores, owner, person, {"product": ("gasoil",)}, None)
    change_role(place.stores, owner, f"{person}@EXAMPLE.com", Role.ANALYST)
    reader = place.reader(Role.VIEWER)
    assert (reader.role, reader.row_rules) == (Role.ANALYST, {"product": ("gasoil",)})


def test_an_invited_person_joins_with_a_password_once(place):
    secret = invite(place.stores, place.reader(), "new@example.org", Standing(Role.ANALYST, {"product": ("gasoil",)}))
    person = PersonId(f"new-{place.star}")
    with pytest.raises(PasswordRefused):
        join_by_invitation(place.stores, secret, person, "New", "short")
    join_by_invitation(place.stores, secret, person, "New", GOOD)
    reader = reader_of_session(place.stores, admit_person(place.stores, person, "password"))
    assert (reader.organisation, reader.role, reader.row_rules) == (place.star, Role.ANALYST, {"product": ("gasoil",)})
    with pytest.raises(InvitationRefused):
        join_by_invitation(place.stores, secret, PersonId("again"), "Again", GOOD)


def test_an_invitation_for_an_account_is_accepted_by_its_person_alone(place):
    viewer = place.people[Role.VIEWER]
    secret = invite(place.stores, owner_reader(place.moon), f"{viewer}@example.com", Standing(Role.ANALYST))
    with pytest.raises(InvitationRefused, match="another e-mail"):
        accept_invitation(place.stores, secret, place.people[Role.ANALYST])
    accept_invitation(place.stores, secret, viewer)
    assert place.reader(Role.VIEWER).memberships == {place.moon: Role.ANALYST, place.star: Role.VIEWER}


def test_nobody_opens_an_account_under_an_address_whose_invitation_waits(place):
    email, person = f"kofi@{place.star}.example", PersonId(f"kofi-{place.star}")
    invite(place.stores, place.reader(), email, Standing(Role.ANALYST))
    with pytest.raises(InvitedAlready, match="open"):
        add_person(place.stores, OWNER, person, "Kofi", email.upper())
    number = invitations_list(place.stores, place.reader())[0]["number"]
    take_invitation_back(place.stores, place.reader(), number)
    add_person(place.stores, OWNER, person, "Kofi", email)


@pytest.mark.parametrize(
    "weak",
    [
        "",
        "short",
        "passwordpassword",
        "Petroverse2024!",
        "123456789012",
        "aaaaaaaaaaaaa",
        "Ama Mensah 1957",
        "AMA@STAR.example!",
    ],
)
def test_a_password_that_everybody_tries_is_refused(weak):
    with pytest.raises(PasswordRefused):
        password_hash(weak, name="Ama Mensah", email="ama@star.example")


@pytest.mark.parametrize("good", [GOOD, "Ƒ∂ß-ünïcode-words", "correct horse battery staple 7 times"])
def test_a_password_is_kept_as_argon2id_and_told_from_others(good):
    kept = password_hash(good, name="Ama Mensah", email="ama@star.example")
    assert kept.startswith("$argon2id$")
    assert is_right_password(kept, good)
    assert not is_right_password(kept, good + " ")
    assert not is_right_password(None, good)


def test_one_changes_ones_own_password_with_the_old_one_alone(place):
    viewer, person = place.reader(Role.VIEWER), place.people[Role.VIEWER]
    change_password(place.stores, OWNER, person, GOOD)
    with pytest.raises(NotAllowed):
        change_password(place.stores, viewer, person, GOOD + "!", old="wrong wrong wrong")
    with pytest.raises(NotAllowed):
        change_password(place.stores, place.reader(Role.ADMIN), person, GOOD + "!", old=GOOD)
    session = place.session(Role.VIEWER)
    change_password(place.stores, viewer, person, GOOD + "!", old=GOOD)
    with pytest.raises(NotAllowed):
        reader_of_session(place.stores, session)


def test_a_token_makes_no_tokens_unless_it_may_administer(place):
    _, token = new_token(place.stores, place.reader(), "x", scopes={Right.READ}, days=1)
    with pytest.raises(RightMissing):
        new_token(place.stores, reader_of_token(place.stores, token), "y", scopes={Right.READ}, days=365)


def test_a_token_for_another_member_is_made_by_an_admin_within_that_members_role(place):
    admin, viewer = place.reader(), place.people[Role.VIEWER]
    _, token = new_token(place.stores, admin, "x", scopes={Right.READ}, days=1, person=viewer)
    reader = reader_of_token(place.stores, token)
    assert (reader.person, reader.role) == (viewer, Role.VIEWER)
    for person, scopes in ((viewer, {Right.EXPORT}), ("nobody", {Right.READ})):
        with pytest.raises(NotAllowed):
            new_token(place.stores, admin, "x", scopes=scopes, days=1, person=person)
    with pytest.raises(NotAllowed):
        new_token(place.stores, place.reader(Role.ANALYST), "x", scopes={Right.READ}, days=1, person=viewer)


def test_a_token_loses_what_its_person_loses(place):
    scopes = {Right.READ, Right.IMPORT}
    _, token = new_token(place.stores, place.reader(Role.OPERATOR), "x", scopes=scopes, days=1)
    change_role(place.stores, owner_reader(place.star), place.people[Role.OPERATOR], Role.VIEWER)
    assert reader_of_token(place.stores, token).rights == {Right.READ}


@pytest.mark.parametrize(("days", "scopes"), [(0, {Right.READ}), (366, {Right.READ}), (1, set())])
def test_a_token_holds_a_year_at_most_and_may_do_something(place, days, scopes):
    with pytest.raises(Exception, match="days"):
        new_token(place.stores, place.reader(), "x", scopes=scopes, days=days)


def test_one_sees_and_ends_ones_own_tokens_an_admin_all_of_them(place):
    viewer, analyst = place.reader(Role.VIEWER), place.reader(Role.ANALYST)
    identity, token = new_token(place.stores, viewer, "x", scopes={Right.READ}, days=1)
    assert tokens_list(place.stores, analyst) == []
    with pytest.raises(NotFound):
        revoke_one_token(place.stores, analyst, identity)
    assert [each["id"] for each in tokens_list(place.stores, place.reader())] == [identity]
    assert token.rpartition("_")[2] not in repr(tokens_list(place.stores, viewer))
    revoke_one_token(place.stores, place.reader(), identity)
    assert tokens_list(place.stores, viewer)[0]["revoked_at"]


def test_a_token_of_the_homes_owner_acts_where_it_was_made(place):
    _, token = new_token(place.stores, owner_reader(place.star), "x", scopes={Right.READ, Right.IMPORT}, days=1)
    reader = reader_of_token(place.stores, token)
    assert (reader.organisation, reader.rights) == (place.star, {Right.READ, Right.IMPORT})
    with pytest.raises(NotAllowed):
        import_files(place.stores, [], ImportOptions(reader, organisation=place.moon))


def test_a_named_organisation_must_exist(place):
    for act in (members_list, lambda stores, reader: share(stores, reader, place.star), tokens_list):
        with pytest.raises(NotFound, match="no organisation is called"):
            act(place.stores, owner_reader("nowhere"))


def test_sign_ins_and_changes_stand_in_the_log_of_the_organisation(place):
    place.reader(Role.ANALYST)
    wanted = ActivityWanted(kind="signed_in", person=place.people[Role.ANALYST])
    (line,) = activity_list(place.stores, place.reader(), wanted)
    assert line["told"] == {"person": place.people[Role.ANALYST], "how": "password"}
    later = ActivityWanted(since=datetime.now(UTC) + timedelta(minutes=1))
    assert activity_list(place.stores, place.reader(), later) == []
    newest = activity_list(place.stores, place.reader(), ActivityWanted(limit=2))
    following = activity_list(place.stores, place.reader(), ActivityWanted(before=newest[-1]["number"], limit=1))
    assert [each["number"] for each in following] == [newest[-1]["number"] - 1]


def test_an_organisation_is_removed_whole_and_nothing_else(place):
    assert remove_organisation(place.stores, OWNER, place.moon) > 0
    known = {each["id"] for each in organisations_list(place.stores, OWNER)}
    assert place.star in known
    assert place.moon not in known
    assert place.reader().memberships == {place.star: Role.ADMIN}
    with place.stores.database.reading(PUBLIC, OWNER.person) as uow:
        gone = [each.body["id"] for each in list_records(uow, kind="organisation_dropped", limit=10_000)]
        with pytest.raises(NotAllowed):
            asker_of_session(uow, "guess")
    assert place.moon in gone
