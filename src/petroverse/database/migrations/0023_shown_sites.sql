-- Whose sites the people of an organisation are shown, in one question: its own, or those of a simulated organisation
-- while it has none. Of the other nothing is told but that it has a network, and of a simulated one alone.

create policy shown_reads on organisations for select using (current_user <> 'petroverse_app' and is_simulated);
create policy shown_reads on networks for select
    using (current_user <> 'petroverse_app'
           and exists (select from organisations o where o.id = networks.organisation and o.is_simulated));
create function sites_shown(simulated text) returns text
    language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
    if exists (select from networks n where n.organisation = app_organisation())
        or exists (select from latest_readings l where l.organisation = app_organisation())
        or not exists (select from organisations o join networks n on n.organisation = o.id
                       where o.id = simulated and o.is_simulated) then
        return app_organisation();
    end if;
    return simulated;
end $$;
revoke all on function sites_shown(text) from public;
grant execute on function sites_shown(text) to petroverse_app;
