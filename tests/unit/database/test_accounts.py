"""Accounts, memberships, tokens, invitations and shares, and who of them row-level security shows to whom."""

from datetime import UTC, datetime, timedelta

import pytest

from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.core.rights import Right, Role
from petroverse.database import (
    Database,
    InvitationRefused,
    Organisation,
    SignInRefused,
    Standing,
    add_account,
    asker_of_session,
    asker_of_token,
    change_account,
    create_organisation,
    drop_organisation,
    end_membership,
    end_share,
    find_account,
    find_credentials,
    find_invitation,
    link_subject,
    list_accounts,
    list_memberships,
    list_records,
    list_shares,
    list_tokens,
    make_invitation,
    make_token,
    note_token_use,
    put_membership,
    record_refused_sign_in,
    revoke_token,
    set_password_hash,
    share_with,
    shared_with,
    start_session,
    switch_session,
    use_invitation,
    verify_records,
    withdraw_invitation,
)
from petroverse.database.faults import AlreadyThere, RowNotAllowed, RowNotFound, RowRefused

AMA, KOFI = PersonId("ama"), PersonId("kofi")
STAR, MOON = OrganisationId("star"), OrganisationId("moon")
READ_ONLY = Standing(Role.VIEWER, {"company": ("Star",)}, frozenset({"volume"}))


class _Hands:
    """A clock that is set by hand."""

    at = datetime(2024, 1, 1, tzinfo=UTC)

    def now(self):
        return self.at


@pytest.fixture
def clock():
    return _Hands()


@pytest.fixture
def people(database, clock):
    """Two organisations; Ama is an admin of Star and reads Moon, Kofi is nothing yet."""
    with Database(database.url, clock=clock) as timed:
        with timed.unit_of_work(PUBLIC, AMA) as unit:
            for each in (STAR, MOON):
                create_organisation(unit, Organisation(each, each.title()))
            add_account(unit, AMA, "Ama", "Ama@star.example")
            add_account(unit, KOFI, "Kofi", "kofi@moon.example")
        with timed.unit_of_work(STAR, AMA) as unit:
            put_membership(unit, AMA, Standing(Role.ADMIN))
        with timed.unit_of_work(MOON, AMA) as unit:
            put_membership(unit, AMA, READ_ONLY)
        yield timed


def _token(people, scopes=(Right.READ,), days=90, person=AMA, organisation=STAR):
    with people.unit_of_work(organisation, AMA) as unit:
        return make_token(unit, "report", person=person, scopes=scopes, lasts=timedelta(days=days))


def _asks(people, token):
    with people.reading(PUBLIC, AMA) as unit:
        return asker_of_token(unit, token)


def _session(people, person=AMA, organisation=STAR):
    with people.unit_of_work(PUBLIC, AMA) as unit:
        return start_session(unit, person, organisation)


def _is_in(people, session):
    with people.reading(PUBLIC, AMA) as unit:
        return asker_of_session(unit, session)


def test_a_session_stands_for_a_person_where_it_acts(people):
    asker = _is_in(people, _session(people))
    assert (asker.person, asker.name, asker.organisation, asker.standing) == (AMA, "Ama", STAR, Standing(Role.ADMIN))
    assert asker.memberships == {MOON: Role.VIEWER, STAR: Role.ADMIN}


def test_a_session_is_switched_to_another_organisation(people):
    session = _session(people)
    with people.unit_of_work(PUBLIC, AMA) as unit:
        switch_session(unit, session, MOON)
    assert (_is_in(people, session).organisation, _is_in(people, session).standing) == (MOON, READ_ONLY)


def test_a_session_leaves_an_organisation_with_its_person(people):
    session = _session(people)
    with people.unit_of_work(STAR, AMA) as unit:
        end_membership(unit, AMA)
    assert _is_in(people, session).organisation == MOON


def test_a_session_of_somebody_who_is_nowhere_a_member_acts_nowhere(people):
    asker = _is_in(people, _session(people, KOFI, STAR))
    assert (asker.organisation, asker.standing, asker.shared) == ("", None, {})


def test_an_admin_of_the_platform_without_membership_acts_in_public(people):
    session = _session(people, KOFI, STAR)
    with people.unit_of_work(PUBLIC, AMA) as unit:
        change_account(unit, KOFI, is_platform_admin=True)
    asker = _is_in(people, session)
    assert (asker.organisation, asker.standing, asker.is_platform_admin) == (PUBLIC, None, True)


def test_a_disabled_account_has_no_sessions_and_no_tokens(people):
    session, (_, token) = _session(people), _token(people)
    with people.unit_of_work(PUBLIC, AMA) as unit:
        change_account(unit, AMA, is_disabled=True)
    for ask, secret in ((_is_in, session), (_asks, token)):
        with pytest.raises(SignInRefused):
            ask(people, secret)
    with people.unit_of_work(PUBLIC, AMA) as unit:
        change_account(unit, AMA, is_disabled=False)
    assert _asks(people, token).person == AMA


def test_a_token_acts_as_its_person_in_its_organisation_with_its_scopes(people):
    asker = _asks(people, _token(people)[1])
    assert (asker.person, asker.organisation, asker.scopes) == (AMA, STAR, frozenset({Right.READ}))
    assert asker.standing == Standing(Role.ADMIN)


def test_a_token_never_acts_in_another_organisation(people):
    _, token = _token(people)
    with people.unit_of_work(STAR, AMA) as unit:
        end_membership(unit, AMA)
    with pytest.raises(SignInRefused):
        _asks(people, token)


def test_a_revoked_token_is_over(people):
    identity, token = _token(people)
    with people.unit_of_work(STAR, AMA) as unit:
        revoke_token(unit, identity)
        with pytest.raises(RowNotFound):
            revoke_token(unit, identity)
    with pytest.raises(SignInRefused):
        _asks(people, token)


def test_a_token_ends_with_its_time(people, clock):
    _, token = _token(people, days=1)
    clock.at += timedelta(days=1)
    with pytest.raises(SignInRefused):
        _asks(people, token)


@pytest.mark.parametrize("days", [367, 4000])
def test_no_token_lasts_longer_than_a_year(people, days):
    with pytest.raises(RowRefused):
        _token(people, days=days)


@pytest.mark.parametrize("spoilt", ["", "pv_", "pv_x_y", "pv_abcdefghijkl_", "Bearer", "\x00", "\ud800"])
def test_a_guessed_token_stands_for_nobody(people, spoilt):
    with pytest.raises(SignInRefused):
        _asks(people, spoilt)


def test_an_id_without_its_secret_is_no_token(people):
    identity, token = _token(people)
    _, other = _token(people)
    with pytest.raises(SignInRefused):
        _asks(people, f"pv_{identity}_{other.rpartition('_')[2]}")
    assert _asks(people, token).person == AMA


def test_when_a_token_was_used_is_kept_to_a_few_minutes(people, clock):
    identity, _ = _token(people)

    def used():
        with people.unit_of_work(PUBLIC, AMA) as unit:
            note_token_use(unit, identity)
        with people.reading(STAR, AMA) as unit:
            return list_tokens(unit)[0].last_used_at

    first = used()
    clock.at += timedelta(minutes=1)
    assert used() == first
    clock.at += timedelta(minutes=5)
    assert used() == clock.at


def test_secrets_are_nowhere_in_the_database(people):
    _, token = _token(people)
    with people.unit_of_work(STAR, AMA) as unit:
        _, invitation = make_invitation(unit, "efua@star.example", READ_ONLY)
    with people.reading(PUBLIC, AMA) as unit:
        found = [unit.rows(f"select * from {name}") for name in ("tokens", "invitations", "records")]
    assert token.rpartition("_")[2] not in repr(found)
    assert invitation not in repr(found)


@pytest.mark.parametrize(
    ("person", "name"), [("owner", "O"), ("platform", "P"), ("x", "Owner"), ("A b", "A"), ("", "")]
)
def test_nobody_is_called_as_the_platform_calls_itself(people, person, name):
    with pytest.raises(RowRefused), people.unit_of_work(PUBLIC, AMA) as unit:
        add_account(unit, PersonId(person), name, "x@y.example")


@pytest.mark.parametrize("email", ["AMA@STAR.EXAMPLE", "ama@star.example"])
def test_an_email_address_belongs_to_one_account_whatever_its_case(people, email):
    with pytest.raises(AlreadyThere), people.unit_of_work(PUBLIC, AMA) as unit:
        add_account(unit, PersonId("ama2"), "Ama", email)


def test_an_organisation_sees_its_members_alone(people):
    with people.reading(STAR, AMA) as unit:
        assert [each.id for each in list_accounts(unit)] == [AMA]
        with pytest.raises(RowNotFound):
            find_account(unit, "kofi@moon.example")
    with people.reading(LOCAL, AMA) as unit:
        assert list_accounts(unit) == ()


def test_no_organisation_sees_credentials(people):
    for each in (STAR, LOCAL):
        with people.reading(each, AMA) as unit:
            assert unit.rows("select * from credentials") == []


@pytest.mark.parametrize("table", ["memberships", "tokens", "invitations", "shares"])
def test_an_organisation_sees_nothing_of_another(people, table):
    _token(people)
    with people.unit_of_work(STAR, AMA) as unit:
        make_invitation(unit, "efua@star.example", READ_ONLY)
        share_with(unit, MOON)
    for each in (LOCAL, MOON):
        with people.reading(each, AMA) as unit:
            rows = unit.rows(f"select * from {table} where organisation = 'star'")
            assert [row["reader"] for row in rows if table == "shares"] == ([MOON] if rows else [])
            assert table == "shares" or rows == []


def test_an_organisation_makes_nobody_a_member_of_another(people):
    with pytest.raises(RowNotAllowed), people.unit_of_work(STAR, AMA) as unit:
        unit.rows("insert into memberships (organisation, person, role, since) values ('moon', 'kofi', 'admin', now())")
    with people.unit_of_work(STAR, AMA) as unit:
        assert unit.rows("update memberships set role = 'admin' where organisation = 'moon' returning 1 as n") == []


def test_a_reader_cannot_end_or_widen_what_is_shared_with_it(people):
    with people.unit_of_work(STAR, AMA) as unit:
        share_with(unit, MOON, ["volume"])
    with people.unit_of_work(MOON, KOFI) as unit:
        assert unit.rows("update shares set datasets = null returning number") == []
        assert unit.rows("delete from shares returning number") == []
    with pytest.raises(RowNotAllowed), people.unit_of_work(MOON, KOFI) as unit:
        unit.rows(
            "insert into shares (organisation, reader, since, made_by) values ('star', 'moon', now(), 'kofi')",
        )


def test_a_share_holds_until_it_is_ended_and_the_last_word_counts(people):
    with people.unit_of_work(STAR, AMA) as unit:
        share_with(unit, MOON)
        share_with(unit, MOON, ["volume", "price"])
    with people.reading(MOON, KOFI) as unit:
        assert shared_with(unit) == {STAR: frozenset({"price", "volume"})}
        assert len([each for each in list_shares(unit) if each.ended_at is None]) == 1
    with people.unit_of_work(STAR, AMA) as unit:
        end_share(unit, MOON)
        with pytest.raises(RowNotFound):
            end_share(unit, MOON)
    with people.reading(MOON, KOFI) as unit:
        assert shared_with(unit) == {}


@pytest.mark.parametrize("reader", [PUBLIC, STAR, "sample"])
def test_what_cannot_be_shared_with_is_refused(people, reader):
    with pytest.raises(RowRefused), people.unit_of_work(STAR, AMA) as unit:
        share_with(unit, OrganisationId(reader))


def test_an_invitation_makes_a_member_once(people):
    with people.unit_of_work(STAR, AMA) as unit:
        _, secret = make_invitation(unit, "kofi@moon.example", READ_ONLY)
    with people.reading(PUBLIC, AMA) as unit:
        assert find_invitation(unit, secret).organisation == STAR
    with people.unit_of_work(STAR, KOFI) as unit:
        use_invitation(unit, secret, KOFI)
        assert {each.person: each.standing for each in list_memberships(unit)}[KOFI] == READ_ONLY
        with pytest.raises(InvitationRefused):
            use_invitation(unit, secret, KOFI)


def test_an_invitation_is_over_in_time_or_when_it_is_withdrawn(people, clock):
    with people.unit_of_work(STAR, AMA) as unit:
        number, withdrawn = make_invitation(unit, "kofi@moon.example", READ_ONLY)
        withdraw_invitation(unit, number)
        _, late = make_invitation(unit, "kofi@moon.example", READ_ONLY, lasts=timedelta(hours=1))
    clock.at += timedelta(hours=1)
    for secret in (withdrawn, late, "", "\x00"):
        with pytest.raises(InvitationRefused), people.unit_of_work(STAR, KOFI) as unit:
            use_invitation(unit, secret, KOFI)


def test_another_password_ends_every_session(people):
    session = _session(people)
    with people.unit_of_work(PUBLIC, AMA) as unit:
        set_password_hash(unit, AMA, "hash")
        found = find_credentials(unit, email="ama@STAR.example")
    assert found.password_hash == "hash"
    with pytest.raises(SignInRefused):
        _is_in(people, session)


def test_an_issuers_subject_is_one_person(people):
    with people.unit_of_work(PUBLIC, AMA) as unit:
        link_subject(unit, AMA, "https://id.example", "1")
        assert find_credentials(unit, issuer="https://id.example", subject="1").person == AMA
        assert find_credentials(unit, issuer="https://other.example", subject="1") is None
    with pytest.raises(AlreadyThere), people.unit_of_work(PUBLIC, AMA) as unit:
        link_subject(unit, KOFI, "https://id.example", "1")


def test_knocking_fills_no_records(people, clock):
    with people.unit_of_work(PUBLIC, AMA) as unit:
        for _ in range(70):
            record_refused_sign_in(unit, "", "password")
    clock.at += timedelta(hours=2)
    with people.unit_of_work(PUBLIC, AMA) as unit:
        record_refused_sign_in(unit, AMA, "password: locked")
    with people.reading(PUBLIC, AMA) as unit:
        assert len(list_records(unit, kind="sign_in_refused", limit=1000)) == 61


def test_every_change_is_on_record_where_it_belongs(people):
    identity, _ = _token(people)
    with people.unit_of_work(STAR, AMA) as unit:
        share_with(unit, MOON)
        end_share(unit, MOON)
        revoke_token(unit, identity)
        put_membership(unit, AMA, READ_ONLY)
        end_membership(unit, AMA)
    with people.reading(STAR, AMA) as unit:
        assert [each.kind for each in list_records(unit)] == [
            "member_added", "token_made", "shared", "share_ended", "token_revoked", "member_changed", "member_removed",
        ]  # fmt: skip
        verify_records(unit)


def test_an_organisation_goes_with_its_members_tokens_and_shares(people):
    _token(people)
    with people.unit_of_work(STAR, AMA) as unit:
        make_invitation(unit, "efua@star.example", READ_ONLY)
        share_with(unit, MOON)
    with people.unit_of_work(MOON, AMA) as unit:
        share_with(unit, STAR)
    with people.unit_of_work(PUBLIC, AMA) as unit:
        drop_organisation(unit, STAR)
        for table in ("memberships", "tokens", "invitations", "shares"):
            assert unit.rows(f"select * from {table} where organisation = 'star'") == []
        assert unit.rows("select * from shares") == []
