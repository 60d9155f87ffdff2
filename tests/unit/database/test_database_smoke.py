from petroverse.core.facts import Finding, IgnoredRange
from petroverse.core.grants import LOCAL, PUBLIC, PersonId
from petroverse.database import *


def test_all(database):
    p = PersonId("ama")
    assert database.migrate([MIGRATIONS]) == ()
    with database.unit_of_work(LOCAL, p) as u:
        ids = reserve_import_ids(u, 2)
        add_imports(
            u,
            [
                NewImport(
                    i,
                    "a.xlsx",
                    "ab" * 32,
                    12,
                    "read",
                    findings=[Finding("r", "look", "s", "c", "x", "y", litres=3.0)],
                    ignored=[IgnoredRange("s", "A1", "why")],
                    text="the price of gasoline floors",
                )
                for i in ids
            ],
        )
        u.record("import", {"a": 1})
        u.record("import", {"a": 2})
    with database.reading(LOCAL, p) as u:
        print(list_imports(u))
        print(list_findings(u))
        print(count_findings(u))
        print(search_documents(u, "prices floor"))
        print(verify_records(u))
        print(list_records(u))
        print(find_imports(u, ["ab" * 32]))
        print(list_organisations(u))
    with database.unit_of_work(PUBLIC, p) as u:
        create_organisation(u, Organisation("sample", "S", True))
        s = make_sign_in_link(u, p, LOCAL)
        t = sign_in(u, s)
        print(find_session(u, t))
    with database.unit_of_work("sample", p) as u:
        u.record("x", {})
        ids = reserve_import_ids(u, 2)
        add_imports(
            u,
            [
                NewImport(
                    i,
                    "a.xlsx",
                    "ab" * 32,
                    12,
                    "read",
                    findings=[Finding("r", "look", "s", "c", "x", "y", litres=3.0)],
                    ignored=[IgnoredRange("s", "A1", "why")],
                    text="the price of gasoline floors",
                )
                for i in ids
            ],
        )
    with database.unit_of_work(PUBLIC, p) as u:
        print(drop_organisation(u, "sample"))
        print(list_organisations(u), list_records(u))
