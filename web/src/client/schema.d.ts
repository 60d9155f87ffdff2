/** What the API gives and takes. Written by `make docs` from its own document; change the routes instead. */

export interface paths {
    "/api/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * In which ways people come in here
         * @description In which ways people come in here: whether there are passwords, and what the provider is called.
         */
        get: operations["session_doors"];
        put?: never;
        /**
         * Signs in by password
         * @description Signs in by password; the session's cookie comes with the answer.
         */
        post: operations["session_by_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in-links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new one-time sign-in path
         * @description A new one-time sign-in path; for the owner's command line.
         */
        post: operations["session_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an invitation is for, to whoever holds its secret
         * @description What an invitation is for, to whoever holds its secret.
         */
        post: operations["session_look"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accepts an invitation and signs in
         * @description Accepts an invitation and signs in; the session's cookie comes with the answer.
         */
        post: operations["session_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Alarms as they stand
         * @description Alarms as they stand; the counts are of all that are open, whatever is asked for.
         */
        get: operations["alarms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened to alarms, the last written first
         * @description What happened to alarms, the last written first.
         */
        get: operations["alarm_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Conditions that call nobody, because no rule says that they should, the newest first
         * @description Conditions that call nobody, because no rule says that they should, the newest first.
         */
        get: operations["notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The rules that make alarms of conditions, drafts too
         * @description The rules that make alarms of conditions, drafts too.
         */
        get: operations["alarm_rules"];
        /**
         * Saves a rule
         * @description Saves a rule; one that is to call people needs all that a person must know of it, and you approve it.
         */
        put: operations["save_alarm_rule"];
        post?: never;
        /**
         * Deletes a rule
         * @description Deletes a rule: its condition calls nobody any more.
         */
        delete: operations["delete_alarm_rule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How often alarms called, floods, the most frequent, chattering and stale ones, each held against a target
         * @description How often alarms called, floods, the most frequent, chattering and stale ones, each held against a target.
         */
        get: operations["alarm_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms/rules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a rule, a draft or not, would have raised over the last days
         * @description What a rule, a draft or not, would have raised over the last days; nothing is saved.
         */
        post: operations["preview_alarm_rule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/alarms/deeds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledges, resets, keeps quiet, lets speak again, or writes beside an alarm
         * @description Acknowledges, resets, keeps quiet, lets speak again, or writes beside an alarm; it is on record.
         */
        post: operations["handle_alarm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who asks, in which organisation, with which rights, and where else that person may act
         * @description Who asks, in which organisation, with which rights, and where else that person may act.
         */
        get: operations["session"];
        put?: never;
        post?: never;
        /**
         * Signs out of this browser
         * @description Signs out of this browser.
         */
        delete: operations["session_leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/organisation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acts in another of the person's organisations from now on
         * @description Acts in another of the person's organisations from now on.
         */
        post: operations["session_switch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the person is signed in
         * @description Where the person is signed in.
         */
        get: operations["sessions"];
        put?: never;
        post?: never;
        /**
         * Signs out of every browser
         * @description Signs out of every browser.
         */
        delete: operations["session_leave_everywhere"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Signs out of one browser
         * @description Signs out of one browser.
         */
        delete: operations["session_leave_one"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes the own password
         * @description Changes the own password; every other session ends, and this browser gets a new one.
         */
        post: operations["session_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether every engine answers, and who is to be told of alarms is
         * @description Whether every engine answers, and who is to be told of alarms is; what to do where one does not.
         */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/home": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is in the home
         * @description What is in the home: whose facts are read, whether they are simulated, and every dataset.
         */
        get: operations["home"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Answers one question written as a link
         * @description Answers one question written as a link: for spreadsheets, notebooks and caches.
         */
        get: operations["ask_in_a_link"];
        put?: never;
        /**
         * Answers one question
         * @description Answers one question; it changes nothing, and is the same question as in a link.
         */
        post: operations["ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sample": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Loads the simulated sample market into its own organisation
         * @description Loads the simulated sample market into its own organisation.
         */
        post: operations["sample_load_sample"];
        /**
         * Removes the sample market, whole
         * @description Removes the sample market, whole.
         */
        delete: operations["sample_remove_the_sample"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/graphql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs one GraphQL document
         * @description Runs one GraphQL document; a subgraph of Apollo Federation 2.
         */
        post: operations["graphql"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/graphql/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The subgraph's schema, as a composition reads it
         * @description The subgraph's schema, as a composition reads it.
         */
        get: operations["graphql_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every file that was taken in or refused, newest first
         * @description Every file that was taken in or refused, newest first.
         */
        get: operations["imports"];
        put?: never;
        /**
         * Takes files in together and gives the report
         * @description Takes files in together and gives the report; progress line by line with ``Accept: application/x-ndjson``.
         *
         *     Whoever stops listening to those lines before the last file is read has brought nothing in.
         */
        post: operations["upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One import
         * @description One import: its editions, its findings by rule, and what was left out.
         */
        get: operations["imports_import_details"];
        put?: never;
        post?: never;
        /**
         * Takes one import back, whole
         * @description Takes one import back, whole; what it replaced is read again, and the same file may come in again.
         */
        delete: operations["imports_take_back"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The quality report, largest litres first
         * @description The quality report, largest litres first.
         */
        get: operations["imports_findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/editions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every published table that was taken in, the latest first
         * @description Every published table that was taken in, the latest first; of one slot, the one that is read first.
         */
        get: operations["imports_editions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Datasets with their columns
         * @description Datasets with their columns; measures with units and meanings, the dimensions and sources of each subject.
         */
        get: operations["catalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/values/{dimension}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every value of a dimension that occurs in what you may see, as filters and answers write it
         * @description Every value of a dimension that occurs in what you may see, as filters and answers write it.
         */
        get: operations["values"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/exports/{dataset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every row that you may see
         * @description Every row that you may see: of a dataset with its cell, or of `findings`, `imports` or `editions`.
         *
         *     Rows of grain month and of grain year stand side by side and may tell the same litres: sum one grain only, or
         *     ask `/api/query`, which counts each litre once.
         */
        get: operations["export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forecasts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The months ahead of every series asked for, with 80 and 95 % ranges
         * @description The months ahead of every series asked for, with 80 and 95 % ranges; made first where it is not there yet.
         *
         *     Whatever is asked once is made anew by itself when the facts change, as long as somebody looks at it.
         */
        get: operations["forecast"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forecasts/in-full": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Series whole, the largest twenty
         * @description Series whole, the largest twenty: past, months ahead and their sums, how earlier forecasts did, and why.
         */
        get: operations["forecast_in_full"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/forecasts/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was foretold here before, the newest first, beside `came`
         * @description What was foretold here before, the newest first, beside `came`: what the facts say by now.
         */
        get: operations["forecast_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/restatements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is read otherwise now than at an earlier point of knowledge, the largest change first
         * @description What is read otherwise now than at an earlier point of knowledge, the largest change first.
         */
        get: operations["imports_restatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/sheet": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The cells around a place of a stored workbook, each with what it became
         * @description The cells around a place of a stored workbook, each with what it became.
         */
        get: operations["imports_import_sheet"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The original file, as it came in
         * @description The original file, as it came in.
         */
        get: operations["imports_import_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes in the facts that you may read, as server-sent events
         * @description What changes in the facts that you may read, as server-sent events; browsers have `EventSource` for it.
         */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/companies/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Names that look like one company, with what speaks for it and against it
         * @description Names that look like one company, with what speaks for it and against it; nothing is merged.
         */
        get: operations["companies_merge_proposals_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/companies/names": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every name that the facts print for a company, with the files and from when until when
         * @description Every name that the facts print for a company, with the files and from when until when.
         */
        get: operations["companies_names"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/companies/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every name that stands or once stood for a company
         * @description Every name that stands or once stood for a company.
         */
        get: operations["companies_merges"];
        put?: never;
        /**
         * Reads a name as a company's from now on
         * @description Reads a name as a company's from now on; gives the number to take it back by.
         */
        post: operations["companies_merge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/companies/aliases/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes a merge back
         * @description Takes a merge back; every answer is at once as it was before.
         */
        delete: operations["companies_undo_a_merge"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/companies/verdicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decides that two names are two companies, or are looked at later
         * @description Decides that two names are two companies, or are looked at later; gives the number to take it back by.
         */
        post: operations["companies_decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/companies/verdicts/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes a decision back, so that the names are proposed again
         * @description Takes a decision back, so that the names are proposed again.
         */
        delete: operations["companies_undo_a_verdict"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lapses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Companies that may stop lifting, or lift half as much, within 3 and 6 months, and those that have stopped
         * @description Companies that may stop lifting, or lift half as much, within 3 and 6 months, and those that have stopped.
         */
        get: operations["companies_at_risk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lapses/company": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One company
         * @description One company: how likely it lapses or halves, why, and what came of warnings about as loud before.
         */
        get: operations["companies_company_risk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/country": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The country whose facts you read
         * @description The country whose facts you read: its words, time zone, money, regions with tiles, and units.
         */
        get: operations["catalogue_the_country"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your own saved views and shared ones, by name
         * @description Your own saved views and shared ones, by name.
         */
        get: operations["dashboards_saved_views"];
        put?: never;
        /**
         * Saves a view, instead of yours of the same name
         * @description Saves a view, instead of yours of the same name; a shared one takes the right to export.
         */
        post: operations["dashboards_save_view"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/views/{view}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Deletes a view of yours, or any shared one for admins of the organisation
         * @description Deletes a view of yours, or any shared one for admins of the organisation.
         */
        delete: operations["dashboards_delete_view"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Your own dashboards and shared ones, by name, without panels
         * @description Your own dashboards and shared ones, by name, without panels; or the deleted ones.
         */
        get: operations["dashboards"];
        put?: never;
        /**
         * Makes a dashboard
         * @description Makes a dashboard.
         */
        post: operations["dashboards_make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboards/{dashboard}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One dashboard with its panels, as its newest version says or an older one
         * @description One dashboard with its panels, as its newest version says or an older one.
         */
        get: operations["dashboards_dashboard"];
        /**
         * Saves the next version
         * @description Saves the next version; where somebody saved one meanwhile, nothing is, and you are told what changed.
         */
        put: operations["dashboards_change"];
        post?: never;
        /**
         * Deletes a dashboard
         * @description Deletes a dashboard; it can be brought back.
         */
        delete: operations["dashboards_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboards/{dashboard}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every version, the newest first
         * @description Every version, the newest first: who saved it, when, why, and what changed.
         */
        get: operations["dashboards_dashboard_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboards/{dashboard}/versions/{version}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves what an older version said as the next version
         * @description Saves what an older version said as the next version.
         */
        post: operations["dashboards_restore_version"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboards/{dashboard}/bring-back": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Brings a deleted dashboard back, whole
         * @description Brings a deleted dashboard back, whole.
         */
        post: operations["dashboards_bring_back"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks every panel's question and gives one file
         * @description Asks every panel's question and gives one file; equal answers differ in its time alone.
         */
        post: operations["reports_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/dashboards/{dashboard}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A dashboard as one file, as its newest version says
         * @description A dashboard as one file, as its newest version says.
         */
        get: operations["reports_report_of_dashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The few things worth knowing of a period, the most worth first
         * @description The few things worth knowing of a period, the most worth first; as a file it takes the right to export.
         */
        get: operations["insights"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A period's insights as a PDF, each with its chart
         * @description A period's insights as a PDF, each with its chart.
         */
        get: operations["insights_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insights/{insight}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One insight with its questions, its figures and how it is drawn
         * @description One insight with its questions, its figures and how it is drawn.
         */
        get: operations["insight"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/anomalies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is out of the ordinary in the market's figures, within the budget of false alarms
         * @description What is out of the ordinary in the market's figures, within the budget of false alarms.
         */
        get: operations["anomalies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/anomalies/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every region and product beside how the market grew against the same months a year before
         * @description Every region and product beside how the market grew against the same months a year before.
         */
        get: operations["region_signals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/anomalies/{anomaly}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One anomaly, computed anew from its evidence, with its likely causes and what would settle it
         * @description One anomaly, computed anew from its evidence, with its likely causes and what would settle it.
         */
        get: operations["anomaly"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/anomalies/{anomaly}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says what an anomaly is, for one's organisation
         * @description Says what an anomaly is, for one's organisation; its kind becomes stricter or looser, within bounds.
         */
        post: operations["judge_anomaly"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs, the newest first, page by page
         * @description Jobs, the newest first, page by page; who may see some rows only sees the own ones.
         */
        get: operations["jobs"];
        put?: never;
        /**
         * Queues work, unless the very same waits or runs already
         * @description Queues work, unless the very same waits or runs already; gives the job.
         */
        post: operations["jobs_queue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One job
         * @description One job: how far it is, what came of it, or why it failed.
         */
        get: operations["jobs_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends a job that waits, or asks the worker of one that runs to stop
         * @description Ends a job that waits, or asks the worker of one that runs to stop.
         */
        post: operations["jobs_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Queues a job that failed or was cancelled once more
         * @description Queues a job that failed or was cancelled once more.
         */
        post: operations["jobs_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every schedule, with its next time and the state of the job that it queued last
         * @description Every schedule, with its next time and the state of the job that it queued last.
         */
        get: operations["jobs_schedules"];
        put?: never;
        /**
         * Makes a schedule
         * @description Makes a schedule; its jobs act as whoever made it, so a person makes it: a token cannot.
         */
        post: operations["jobs_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schedules/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes a schedule
         * @description Removes a schedule; jobs that it queued stay.
         */
        delete: operations["jobs_remove"];
        options?: never;
        head?: never;
        /**
         * Pauses a schedule, or lets it go on
         * @description Pauses a schedule, or lets it go on.
         */
        patch: operations["jobs_pause"];
        trace?: never;
    };
    "/api/network": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Places, tanks, meters, gauges, trucks and routes
         * @description Places, tanks, meters, gauges, trucks and routes; its `ETag` is its version.
         */
        get: operations["network"];
        /**
         * Saves the next version
         * @description Saves the next version; where somebody saved one since yours was read, nothing is.
         */
        put: operations["network_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The network as a file that can be changed and taken in again
         * @description The network as a file that can be changed and taken in again; CSV is a zip of one file a sheet.
         */
        get: operations["network_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/network/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a file in, whole or not at all
         * @description Takes a file in, whole or not at all; a sheet that is not in it leaves its kind as it is.
         */
        post: operations["network_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wet-stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A month of every site by its id
         * @description A month of every site by its id: verdicts and variances; as a file a row for each tank system of every site.
         *
         *     A site that is not reckoned yet says so, and the next asking goes on.
         */
        get: operations["wet_stock"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wet-stock/{place}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One site's month as a PDF to sign
         * @description One site's month as a PDF to sign: what was tested, how, on how much data, and what came of it.
         */
        get: operations["wet_stock_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/wet-stock/{place}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One site's month
         * @description One site's month: books day by day, verdicts with their evidence, causes; as a file a row a tank and day.
         */
        get: operations["wet_stock_of_site"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A month of one site's deliveries
         * @description A month of one site's deliveries: what each tank tells, its papers, and what is short.
         */
        get: operations["deliveries"];
        put?: never;
        /**
         * Keeps lines of waybills and holds them against what tanks told
         * @description Keeps lines of waybills and holds them against what tanks told; what is short beyond dispute is told.
         */
        post: operations["save_waybills"];
        /**
         * Takes a line out that was entered wrongly
         * @description Takes a line out that was entered wrongly; the record keeps what it said.
         */
        delete: operations["delete_waybill"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes messages of sites in
         * @description Takes messages of sites in; each acts once, and one that cannot be used is set aside and named.
         */
        post: operations["readings_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/readings/set-aside": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What sites sent and nothing could be made of, with the reason
         * @description What sites sent and nothing could be made of, with the reason; it is kept until somebody puts it right.
         */
        get: operations["messages_set_aside"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tanks/latest": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How each tank stands
         * @description How each tank stands: what was told last of it, and what is so of it now.
         */
        get: operations["readings_tanks_latest_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tanks/{tank}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One tank from an instant on until before another
         * @description One tank from an instant on until before another: single readings where they are few, else buckets.
         */
        get: operations["readings_tank_over_time"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receivers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is told of alarms, and how each fares
         * @description Who is told of alarms, and how each fares.
         */
        get: operations["receivers"];
        put?: never;
        /**
         * Adds an e-mail address or a webhook
         * @description Adds an e-mail address or a webhook; the answer holds a webhook's secret, this once.
         */
        post: operations["add_receiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receivers/{receiver}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes a receiver
         * @description Changes a receiver; one that is switched on again is not told what it missed.
         */
        put: operations["change_receiver"];
        post?: never;
        /**
         * Removes a receiver
         * @description Removes a receiver; what it was told stays on the list.
         */
        delete: operations["remove_receiver"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receivers/{receiver}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends a trial at once, and says what came back
         * @description Sends a trial at once, and says what came back.
         */
        post: operations["try_receiver"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The key that browsers subscribe under
         * @description The key that browsers subscribe under; made when it is first asked for.
         */
        get: operations["push_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The own browsers that are told of alarms
         * @description The own browsers that are told of alarms.
         */
        get: operations["push_subscriptions"];
        put?: never;
        /**
         * Has this browser told
         * @description Has this browser told; one that is subscribed already is changed.
         */
        post: operations["subscribe_browser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push/subscriptions/{receiver}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Tells an own browser nothing any more
         * @description Tells an own browser nothing any more.
         */
        delete: operations["unsubscribe_browser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/push/subscriptions/{receiver}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pushes a trial to an own browser at once, and says what came back
         * @description Pushes a trial to an own browser at once, and says what came back.
         */
        post: operations["try_browser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notices/told": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was told of alarms, to whom, and whether it was taken, the last decided first
         * @description What was told of alarms, to whom, and whether it was taken, the last decided first.
         */
        get: operations["notices_told"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gateways/handovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes in what the gateway of a site hands over
         * @description Takes in what the gateway of a site hands over; each message acts once, however often it is sent.
         */
        post: operations["readings_hand_over"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gauges/protocols": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which protocols are spoken here, how each writes its address, and what it asks for
         * @description Which protocols are spoken here, how each writes its address, and what it asks for.
         */
        get: operations["gauge_protocols"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gauges/look": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks a gauge which tanks and meters it has and how they stand, within 30 s
         * @description Asks a gauge which tanks and meters it has and how they stand, within 30 s; nothing is changed anywhere.
         */
        post: operations["look_at_gauge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/gauges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Saves a gauge, and the places, tanks and meters that are new
         * @description Saves a gauge, and the places, tanks and meters that are new; all else of the network stays as it is.
         */
        post: operations["add_gauge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is a member of the organisation, as what, and since when
         * @description Who is a member of the organisation, as what, and since when.
         */
        get: operations["people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Gives a member another role, other row rules or other measures
         * @description Gives a member another role, other row rules or other measures.
         */
        put: operations["people_change"];
        post?: never;
        /**
         * Takes a person out of the organisation, with the person's tokens there
         * @description Takes a person out of the organisation, with the person's tokens there.
         */
        delete: operations["people_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The invitations that are open
         * @description The invitations that are open.
         */
        get: operations["people_invitations"];
        put?: never;
        /**
         * Invites an e-mail address
         * @description Invites an e-mail address; where the invitation is accepted is told this once.
         */
        post: operations["people_new_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes an open invitation back
         * @description Takes an open invitation back.
         */
        delete: operations["people_withdraw"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the organisation shares, and what others share with it
         * @description What the organisation shares, and what others share with it.
         */
        get: operations["people_shares"];
        put?: never;
        /**
         * Lets another organisation read the organisation's facts, instead of what it was let read before
         * @description Lets another organisation read the organisation's facts, instead of what it was let read before.
         */
        post: operations["people_new_share"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shares/{organisation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends what the organisation shares with another
         * @description Ends what the organisation shares with another.
         */
        delete: operations["people_end"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The organisation's tokens for its admins, else one's own
         * @description The organisation's tokens for its admins, else one's own; never their secrets.
         */
        get: operations["tokens"];
        put?: never;
        /**
         * Makes a token
         * @description Makes a token; it is told this once.
         */
        post: operations["tokens_make"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends a token at once
         * @description Ends a token at once: one's own, or any of the organisation for its admins.
         */
        delete: operations["tokens_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happened in the organisation, the newest first
         * @description What happened in the organisation, the newest first; go on with ``next_cursor`` until it is null.
         */
        get: operations["people_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An invitation, and who accepts it. */
        AcceptedInvitation: {
            token: string;
            /**
             * @description What others will read; not looked at where the address has an account.
             * @default
             */
            name?: string;
            /** @description A new password, or that of the account. */
            password: string;
        };
        /** @description What happened, the newest first. */
        Activity: {
            activity: components["schemas"]["Deed"][];
            /** @description Give it as `cursor` for the next page; none on the last. */
            next_cursor: string | null;
        };
        /** @description One time that the rule would have called people. */
        AlarmCall: {
            /** @enum {string} */
            rule: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            subject: string;
            place: string;
            /** Format: date-time */
            at: string;
            ended_at: string | null;
            lasted_s: number | null;
            value: number | null;
            limit: number | null;
            unit: string;
            litres: number | null;
        };
        /** @description How many open alarms there are of each sort, whatever is asked for. */
        AlarmCounts: {
            active: number;
            /** @description That wait for a person and are not quiet. */
            unacked: number;
            /** @description Kept quiet, by whoever or by design. */
            quiet: number;
            /**
             * @description Kept quiet because another alarm stands that says more.
             * @default 0
             */
            by_design?: number;
            unacked_by_priority: {
                [key: string]: number;
            };
        };
        /** @description Something that a person does about an alarm. */
        AlarmDeed: {
            /**
             * @description To shelve (suppress) an overfill or a loss is asked; another person has to agree.
             * @enum {string}
             */
            does: "acknowledge" | "reset" | "suppress" | "agree" | "restore" | "note";
            /** @enum {string} */
            rule: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            /** @description The tank, meter or place that it is about. */
            subject: string;
            /** @description acknowledge: the latest beginning seen; reset: the latest end. */
            through?: string | null;
            /** @description suppress, restore: which; shelved if left out. */
            kind?: ("shelved" | "out_of_service") | null;
            /** @description suppress: when it speaks again. */
            until?: string | null;
            /**
             * @description suppress: why.
             * @default
             */
            reason?: string;
            /**
             * @description note: what it says.
             * @default
             */
            text?: string;
        };
        /** @description One thing that happened to an alarm. */
        AlarmEvent: {
            /** @description The same for the same happening for ever. */
            id: string;
            number: number;
            place: string;
            /** @enum {string} */
            rule: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            subject: string;
            /** @example raised */
            word: string;
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            priority: "low" | "medium" | "high";
            /** @description Who did it; empty for what was found. */
            person: string;
            body: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            recorded_at: string;
        };
        /** @description More alarms than a person can answer: from above 10 in ten minutes until below 5. */
        AlarmFlood: {
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end: string;
            raised: number;
        };
        /** @description How well alarms serve the people who answer them (ISA-18.2, EEMUA 191). */
        AlarmHealth: {
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end: string;
            /** @enum {string} */
            by: "all" | "region" | "place";
            /** @description Those in which anything happened. */
            positions: components["schemas"]["PositionHealth"][];
            /** @description How many positions had no alarm at all. */
            quiet: number;
            /** @description Whether every line was read; else only the newest. */
            is_whole: boolean;
            simulated: boolean;
        };
        /** @description What happened, the last written first. */
        AlarmHistory: {
            events: components["schemas"]["AlarmEvent"][];
            /** @description Give it as `before` for the page after; none when there is no more. */
            next: number | null;
        };
        /** @description What an alarm is known by. */
        AlarmName: {
            /** @enum {string} */
            rule: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            subject: string;
        };
        /** @description What one kind of condition means to the people who answer it; a draft may lack what it likes. */
        AlarmRuleForm: {
            /** @enum {string} */
            name: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            /**
             * @description For this one alone; empty for all.
             * @default
             */
            subject?: string;
            /** @default  */
            cause?: string;
            /** @default  */
            consequence?: string;
            severity?: ("minor" | "major" | "severe") | null;
            /** @default  */
            response?: string;
            time_available_s?: number | null;
            limit?: number | null;
            /** @default  */
            unit?: string;
            deadband?: number | null;
            /** @default 0 */
            delay_s?: number;
            /** @default [] */
            valid_states?: ("in_service" | "receiving" | "out_of_service")[];
            /** @default false */
            is_latched?: boolean;
            /**
             * @description Whether it calls people; whoever says so approves it.
             * @default false
             */
            is_enabled?: boolean;
        };
        /** @description A rule as it stands. */
        AlarmRuleNow: {
            /** @enum {string} */
            name: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            /**
             * @description For this one alone; empty for all.
             * @default
             */
            subject?: string;
            /** @default  */
            cause?: string;
            /** @default  */
            consequence?: string;
            severity?: ("minor" | "major" | "severe") | null;
            /** @default  */
            response?: string;
            time_available_s?: number | null;
            limit?: number | null;
            /** @default  */
            unit?: string;
            deadband?: number | null;
            /** @default 0 */
            delay_s?: number;
            /** @default [] */
            valid_states?: ("in_service" | "receiving" | "out_of_service")[];
            /** @default false */
            is_latched?: boolean;
            /**
             * @description Whether it calls people; whoever says so approves it.
             * @default false
             */
            is_enabled?: boolean;
            approver: string;
            /**
             * @description From the consequence and the time there is.
             * @enum {string}
             */
            priority: "low" | "medium" | "high";
            /** @description What it lacks before it may call people. */
            missing: string[];
            /** Format: date-time */
            changed_at: string;
            changed_by: string;
        };
        /** @description What a rule would have raised over the last days. */
        AlarmRulePreview: {
            /** @enum {string} */
            name: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            subject: string;
            /** @enum {string} */
            priority: "low" | "medium" | "high";
            missing: string[];
            /** Format: date-time */
            start: string;
            /** Format: date-time */
            end: string;
            /** @description That the rule is for. */
            tanks: number;
            /** @description Fewer than all where their readings are too many to wait for. */
            tanks_tried: number;
            /** @description How many were gone through. */
            readings: number;
            /** @description How often it would have called, at the tanks that were tried. */
            raised: number;
            /** @description How often the rule that is in force called over the same; none where none is. */
            raised_by_rule_now: number | null;
            per_day: number;
            /** @description How many of these would still be so. */
            standing: number;
            /** @description The first 1,000, in the order of time. */
            calls: components["schemas"]["AlarmCall"][];
            simulated: boolean;
        };
        /** @description Every rule, by name and subject. */
        AlarmRules: {
            rules: components["schemas"]["AlarmRuleNow"][];
        };
        /** @description How one alarm stands: whether it is so, and whether somebody has seen it, apart. */
        AlarmTold: {
            /** @enum {string} */
            rule: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            subject: string;
            place: string;
            /** @enum {string} */
            status: "normal" | "unacknowledged" | "acknowledged" | "returned_unacknowledged" | "latched";
            is_active: boolean;
            is_unacked: boolean;
            /** @description Kept quiet for now. */
            is_quiet: boolean;
            /** @enum {string} */
            priority: "low" | "medium" | "high";
            quiet_until: string | null;
            begun_at: string | null;
            ended_at: string | null;
            litres: number | null;
            /** @description Its latest beginning and end with value, limit and evidence; what was said. */
            body: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            changed_at: string;
            /**
             * @description The alarm that makes it mean nothing while it stands: rule, blank, subject; empty while none.
             * @default
             * @example overfill S7/1
             */
            suppressed_by?: string;
            /** @description That it be kept quiet, until somebody agrees. */
            asked?: components["schemas"]["AskedOfASecond"] | null;
        };
        /** @description A rule to be tried; nothing is saved. */
        AlarmTrial: {
            rule: components["schemas"]["AlarmRuleForm"];
            /**
             * @description Only over the tanks of this site; empty for all.
             * @default
             */
            place?: string;
            /** @default 30 */
            days?: number;
        };
        /** @description Alarms, those that wait for a person first. */
        Alarms: {
            alarms: components["schemas"]["AlarmTold"][];
            counts: components["schemas"]["AlarmCounts"];
        };
        /** @description Anomalies, those most worth a person's time first. */
        AnomaliesAnswered: {
            anomalies: components["schemas"]["AnomalyTold"][];
            /** @description How many there are. */
            total: number;
            /** @description By family of kinds. */
            thresholds: {
                [key: string]: components["schemas"]["AnomalyThreshold"];
            };
            /** @description When the facts were looked through last, UTC. */
            looked_at: string | null;
            is_simulated: boolean;
        };
        /** @description One with its evidence computed anew. */
        AnomalyInFull: {
            /** @description The same for the same test of the same node and time. */
            id: string;
            /** @example shift */
            kind: string;
            /** @description In a sentence. */
            text: string;
            /**
             * @description First month, or pricing window.
             * @example 2024-01
             */
            since: string;
            /**
             * @description The last.
             * @example 2024-06
             */
            until: string;
            /**
             * @description The table that speaks of it.
             * @example regional
             */
            source: string;
            /** @description Empty for all. */
            product: string;
            /** @description Empty for all. */
            region: string;
            /** @description Empty for all. */
            company: string;
            seen: number;
            expected: number;
            unit: string;
            /** @description Standard deviations from what was to be expected; 0 where it has none. */
            z: number;
            /** @description Of a figure so far off where nothing is wrong, 0 to 1. */
            probability: number;
            /** @description Below which probability its kind is told now. */
            threshold: number;
            /** @description How the budget of false alarms and verdicts make it so. */
            threshold_why: string;
            /** @description What each detector says. */
            members: {
                [key: string]: number;
            };
            /** @description What lists are sorted by: surprise and worth. */
            score: number;
            /** @description What it is about; below zero where it is missing. */
            litres: number;
            /** @description `L` or `kg`; empty where it is about no volume. */
            litres_unit: string;
            /** @description The same at the market's middle price; null where none is known. */
            money: number | null;
            currency: string;
            /** @description A rise at a border, or of a product of special use. */
            is_early_warning: boolean;
            /** @description Likely ones, the likeliest first. */
            causes: string[];
            /** @description What would confirm it. */
            confirm: string[];
            /** @description What would refute it. */
            refute: string[];
            /** @description Other tests that say so too. */
            also: string[];
            /** @description The smaller nodes that explain it. */
            made_of: string[];
            /** @description What re-computes it, as `/api/query` takes it. */
            evidence: {
                [key: string]: unknown;
            }[];
            /** @enum {string} */
            state: "open" | "confirmed" | "dismissed" | "snoozed";
            verdict: components["schemas"]["AnomalyVerdict"] | null;
            /** Format: date-time */
            found_at: string;
            /** Format: date-time */
            changed_at: string;
            /**
             * @description Of whose facts.
             * @example public
             */
            organisation: string;
            /** @description Null where the rows say it no more. */
            recomputed: components["schemas"]["Recomputed"] | null;
            /** @description Whether they say exactly what was found. */
            holds: boolean;
        };
        /** @description When a family of kinds is told. */
        AnomalyThreshold: {
            probability: number;
            tests_a_month: number;
            why: string;
        };
        /** @description One thing out of the ordinary. */
        AnomalyTold: {
            /** @description The same for the same test of the same node and time. */
            id: string;
            /** @example shift */
            kind: string;
            /** @description In a sentence. */
            text: string;
            /**
             * @description First month, or pricing window.
             * @example 2024-01
             */
            since: string;
            /**
             * @description The last.
             * @example 2024-06
             */
            until: string;
            /**
             * @description The table that speaks of it.
             * @example regional
             */
            source: string;
            /** @description Empty for all. */
            product: string;
            /** @description Empty for all. */
            region: string;
            /** @description Empty for all. */
            company: string;
            seen: number;
            expected: number;
            unit: string;
            /** @description Standard deviations from what was to be expected; 0 where it has none. */
            z: number;
            /** @description Of a figure so far off where nothing is wrong, 0 to 1. */
            probability: number;
            /** @description Below which probability its kind is told now. */
            threshold: number;
            /** @description How the budget of false alarms and verdicts make it so. */
            threshold_why: string;
            /** @description What each detector says. */
            members: {
                [key: string]: number;
            };
            /** @description What lists are sorted by: surprise and worth. */
            score: number;
            /** @description What it is about; below zero where it is missing. */
            litres: number;
            /** @description `L` or `kg`; empty where it is about no volume. */
            litres_unit: string;
            /** @description The same at the market's middle price; null where none is known. */
            money: number | null;
            currency: string;
            /** @description A rise at a border, or of a product of special use. */
            is_early_warning: boolean;
            /** @description Likely ones, the likeliest first. */
            causes: string[];
            /** @description What would confirm it. */
            confirm: string[];
            /** @description What would refute it. */
            refute: string[];
            /** @description Other tests that say so too. */
            also: string[];
            /** @description The smaller nodes that explain it. */
            made_of: string[];
            /** @description What re-computes it, as `/api/query` takes it. */
            evidence: {
                [key: string]: unknown;
            }[];
            /** @enum {string} */
            state: "open" | "confirmed" | "dismissed" | "snoozed";
            verdict: components["schemas"]["AnomalyVerdict"] | null;
            /** Format: date-time */
            found_at: string;
            /** Format: date-time */
            changed_at: string;
            /**
             * @description Of whose facts.
             * @example public
             */
            organisation: string;
        };
        /** @description What a person said of it. */
        AnomalyVerdict: {
            finding: string;
            /** @description The kinds whose threshold it moves. */
            family: string;
            /** @enum {string} */
            verdict: "confirmed" | "dismissed" | "snoozed" | "reopened";
            reason: string;
            until: string | null;
            judged_by: string;
            judged_at: string | null;
        };
        /**
         * @description An exact answer with its sources.
         * @example {
         *       "meta": {
         *         "breaks": [],
         *         "known_at": "2025-01-20T10:00:00+00:00",
         *         "organisations": [
         *           "sample"
         *         ],
         *         "query": {
         *           "dimensions": [
         *             "month",
         *             "product"
         *           ],
         *           "filters": [
         *             {
         *               "dimension": "month",
         *               "from": "2024-01",
         *               "until": "2024-02"
         *             },
         *             {
         *               "dimension": "product",
         *               "in": [
         *                 "gasoil",
         *                 "gasoline"
         *               ]
         *             },
         *             {
         *               "dimension": "source",
         *               "in": [
         *                 "national"
         *               ]
         *             }
         *           ],
         *           "measures": [
         *             "volume"
         *           ]
         *         },
         *         "row_count": 4,
         *         "simulated": true,
         *         "sources": [
         *           {
         *             "cells": 4,
         *             "file": "national/sample-national-supply-2024.xlsx",
         *             "known_at": "2025-01-20T10:00:00+00:00",
         *             "sha256": "b0b5776513cc07a92f850ead538d45158ee4e7fdac76896578185670a4df4829"
         *           }
         *         ],
         *         "sql": "WITH volume AS (…"
         *       },
         *       "rows": [
         *         {
         *           "month": "2024-01",
         *           "product": "gasoil",
         *           "unit": "L",
         *           "volume": 80499500
         *         },
         *         {
         *           "month": "2024-01",
         *           "product": "gasoline",
         *           "unit": "L",
         *           "volume": 64418000
         *         },
         *         {
         *           "month": "2024-02",
         *           "product": "gasoil",
         *           "unit": "L",
         *           "volume": 75764500
         *         },
         *         {
         *           "month": "2024-02",
         *           "product": "gasoline",
         *           "unit": "L",
         *           "volume": 63515500
         *         }
         *       ],
         *       "schema": "petroverse.query/1",
         *       "warnings": [
         *         "SAMPLE: these figures are of a simulated country, they are not real"
         *       ]
         *     }
         */
        Answer: {
            /** @constant */
            schema: "petroverse.query/1";
            /** @description One object a row: dimensions by their names (`month` is text like 2024-03, `year` a number), measures by theirs, and `unit`, which every litre, kilogram and price is counted in. */
            rows: {
                [key: string]: string | number | null;
            }[];
            meta: components["schemas"]["AnswerMeta"];
            /** @description Sentences that whoever reads the figures must know. */
            warnings: string[];
        };
        /** @description A definition that changes within what was asked: a step in the figures there is no growth and no loss. */
        AnswerBreak: {
            /**
             * Format: date
             * @description From this day on the two are told apart.
             */
            since: string;
            /**
             * @description What stands by itself since then.
             * @example gasoil_cellsite
             */
            product: string;
            /**
             * @description What it was inside before.
             * @example gasoil
             */
            inside: string;
            /**
             * @description In whose tables.
             * @example omc
             */
            source: string;
            /** @description How that is known. */
            note: string;
        };
        /** @description Where an answer comes from. */
        AnswerMeta: {
            /** @description The question in its one normal form; it may be sent again. */
            query: {
                [key: string]: unknown;
            };
            /** @description The same question as a statement to run by hand over the lake's files. */
            sql: string;
            /** @description How many rows there are. */
            row_count: number;
            /** @description The files, the one known last first. */
            sources: components["schemas"]["AnswerSource"][];
            /** @description When the latest of them was made known, UTC. */
            known_at: string | null;
            /** @description True where the figures are of a made-up country. */
            simulated: boolean;
            /**
             * @description Whose facts were read.
             * @example [
             *       "public"
             *     ]
             */
            organisations: string[];
            /** @description Definitions that change within what was asked. */
            breaks: components["schemas"]["AnswerBreak"][];
        };
        /** @description A file that figures of the answer stand in. */
        AnswerSource: {
            /** @description Its name. */
            file: string;
            /** @description Of its bytes. */
            sha256: string;
            /**
             * Format: date-time
             * @description When its publisher made it known, UTC.
             */
            known_at: string;
            /** @description Cells of it that the answer counts. */
            cells: number;
        };
        /** @description A message that nothing could be made of. */
        AsideMessage: {
            id: string;
            reason: string;
            /** @description As it came, at most its first 2,000 characters. */
            content: string;
            /** Format: date-time */
            recorded_at: string;
        };
        /** @description Messages that nothing could be made of, the newest first. */
        AsideMessages: {
            messages: components["schemas"]["AsideMessage"][];
        };
        /** @description What one person asks of another: to keep an overfill or a loss quiet takes two. */
        AskedOfASecond: {
            /** @description Who asks; anybody else who operates may agree. */
            person: string;
            reason: string;
            /** Format: date-time */
            until: string;
            /** Format: date-time */
            asked_at: string;
            /**
             * Format: date-time
             * @description When it is over without an answer.
             */
            expires_at: string;
        };
        Body_network_import: {
            /** @description A workbook, a zip of CSV files, one CSV file, or JSON. */
            file: string;
        };
        Body_upload: {
            /** @description A workbook, a document, or a zip of them; or several. */
            file: string[];
        };
        /** @description A browser of whoever is signed in, as its ``PushSubscription`` says itself. */
        BrowserForm: {
            /**
             * @default [
             *       "high",
             *       "medium",
             *       "low"
             *     ]
             */
            priorities?: ("low" | "medium" | "high")[];
            /**
             * @description Sites; empty for all.
             * @default []
             */
            places?: string[];
            /**
             * @description Conditions; empty for all.
             * @default []
             */
            rules?: ("high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation")[];
            /**
             * @description Its time zone.
             * @default UTC
             */
            zone?: string;
            /** @description None for never. */
            quiet?: components["schemas"]["QuietHours"] | null;
            /**
             * @description Comes at once, in quiet hours and beside the digest too.
             * @default [
             *       "high"
             *     ]
             */
            urgent?: ("low" | "medium" | "high")[];
            /**
             * @description Told only when nobody acknowledged for so long: the next step.
             * @default 0
             */
            after_minutes?: number;
            /** @description When what is not urgent comes, gathered; None for at once. */
            digest_at?: string | null;
            /** @description What people call it. */
            name: string;
            endpoint: string;
            keys: components["schemas"]["PushKeys"];
        };
        /** @description Everything that may be asked and taken away. */
        Catalogue: {
            datasets: components["schemas"]["CatalogueDataset"][];
            subjects: components["schemas"]["CatalogueSubject"][];
            /** @description Every product there may be. */
            products: components["schemas"]["CatalogueProduct"][];
            /** @description Columns that every dataset carries besides. */
            provenance: components["schemas"]["CatalogueColumn"][];
        };
        /** @description One column of a dataset. */
        CatalogueColumn: {
            /** @example volume */
            name: string;
            /** @enum {string} */
            type: "code" | "text" | "date" | "timestamp" | "real" | "integer" | "boolean";
            /** @enum {string} */
            role: "dimension" | "measure" | "time" | "unit" | "flag" | "printed" | "provenance";
            meaning: string;
            /**
             * @description Empty where it has none.
             * @example L or kg, as unit says
             */
            unit: string;
            nullable: boolean;
        };
        /** @description A dataset as it is taken away whole; see `/api/exports/{dataset}`. */
        CatalogueDataset: {
            /** @example volume */
            dataset: string;
            title: string;
            meaning: string;
            columns: components["schemas"]["CatalogueColumn"][];
        };
        /** @description One thing that may be asked for. */
        CatalogueMeasure: {
            /** @example volume */
            measure: string;
            meaning: string;
            /**
             * @description Empty for a pure number.
             * @example as the column unit says
             * @example t
             */
            unit: string;
            /** @description Dimensions to group by, or hold to one value, because figures across do not mix. */
            asked_together_with: string[];
            /**
             * @description Other words for it; ask by `measure`.
             * @example [
             *       "market_share"
             *     ]
             */
            also: string[];
        };
        /** @description A product by its code and by what people call it. */
        CatalogueProduct: {
            /**
             * @description As filters and answers write it.
             * @example gasoil
             */
            product: string;
            /** @example Gasoil */
            name: string;
            /**
             * @description What people call it.
             * @example [
             *       "diesel",
             *       "AGO"
             *     ]
             */
            also: string[];
            /** @description Its `product_group`, which may hold several products. */
            group: string;
            /**
             * @description What its volumes are counted in.
             * @enum {string}
             */
            unit: "L" | "kg";
        };
        /** @description The stages that figures of a subject speak of; two stages of the same litres never add. */
        CatalogueSources: {
            /** @example source */
            dimension: string;
            /**
             * @example [
             *       "omc",
             *       "bidec",
             *       "depot",
             *       "national",
             *       "regional"
             *     ]
             */
            values: string[];
            /** @description What each of them means. */
            stages: components["schemas"]["CatalogueStage"][];
        };
        /** @description One source of a subject's figures. */
        CatalogueStage: {
            /**
             * @description As filters write it.
             * @example omc
             */
            value: string;
            /** @description Which stage of the same litres, or which kind of price, it tells. */
            meaning: string;
            /**
             * @description The dimension that its figures are told apart by; null for none.
             * @example company
             */
            names: string | null;
            /** @description What to ask it for. */
            use: string;
        };
        /** @description What may be asked about; one question asks about one subject. */
        CatalogueSubject: {
            /** @example volume */
            subject: string;
            measures: components["schemas"]["CatalogueMeasure"][];
            /**
             * @description Time dimensions, widest first.
             * @example [
             *       "year",
             *       "month"
             *     ]
             */
            times: string[];
            /**
             * @description Other dimensions.
             * @example [
             *       "product",
             *       "company"
             *     ]
             */
            dimensions: string[];
            /** @description None where there is one source alone. */
            sources: components["schemas"]["CatalogueSources"] | null;
        };
        /** @description Everybody, the likeliest to lapse first. */
        CompaniesAtRisk: {
            /**
             * Format: date
             * @description The last month known.
             */
            month: string;
            source: string;
            /** @description Whether the figures are made up. */
            simulated: boolean;
            records: components["schemas"]["LapseRecord"][];
            at_risk: components["schemas"]["RiskyCompany"][];
            lapsed: components["schemas"]["LapsedCompany"][];
        };
        /** @description What somebody decided of two names; `two` are proposed no more. */
        CompanyDecision: {
            /** @description To take it back by. */
            number: number;
            /** @description Who decided; `public` for everybody. */
            organisation: string;
            name: string;
            other: string;
            /** @enum {string} */
            verdict: "two" | "later";
            reason: string;
            /**
             * Format: date-time
             * @description UTC.
             */
            decided_at: string;
            decided_by: string;
        };
        /** @description A name that publishers printed for a company. */
        CompanyName: {
            /**
             * @description As printed, blanks one wide.
             * @example Old Oil Ltd.
             */
            printed: string;
            /**
             * @description In which tables: a source of volumes, or `price`.
             * @example omc
             */
            series: string;
            /**
             * Format: date
             * @description The first month or day that prints it.
             */
            first: string;
            /**
             * Format: date
             * @description The last.
             */
            last: string;
            /** @description In how many rows of the tables in force. */
            rows: number;
            /** @description The files of these tables. */
            files: string[];
            /** @description Why it is read as the company; empty for the company's own name. */
            reason: string;
            /** @description From which day it is; null for always. */
            since: string | null;
        };
        /** @description Every name of a company, the oldest first, and the companies that it came of or became. */
        CompanyNames: {
            company: string;
            names: components["schemas"]["CompanyName"][];
            /** @description What it was called in figures before `since`. */
            formerly: components["schemas"]["CompanyTurn"][];
            /** @description What it is called in figures from `since` on. */
            later: components["schemas"]["CompanyTurn"][];
        };
        /** @description One company. */
        CompanyRisk: {
            /**
             * Format: date
             * @description The last month known.
             */
            month: string;
            source: string;
            /** @description Whether the figures are made up. */
            simulated: boolean;
            records: components["schemas"]["LapseRecord"][];
            /** @description As it is called now. */
            company: string;
            /** @description None where it has lapsed already. */
            warnings: components["schemas"]["LapseWarning"][];
            /** @description The last month in which it lifted, where it has lapsed. */
            last_month: string | null;
        };
        /** @description A company under another name, whose figures stand apart. */
        CompanyTurn: {
            /**
             * @description As answers write it.
             * @example OLD OIL LTD
             */
            company: string;
            /**
             * Format: date
             * @description The day on which the newer name began.
             */
            since: string;
            reason: string;
        };
        /** @description A decision that was made. */
        CompanyVerdictNumber: {
            /**
             * @description To take it back by.
             * @example 3
             */
            number: number;
        };
        /** @description What is particular to the country whose facts are read; empty words where no pack is known. */
        Country: {
            /**
             * @description The country pack's name.
             * @example npa_ghana
             */
            pack: string;
            /** @example Ghana */
            name: string;
            /** @description Who publishes its figures. */
            publisher: string;
            /** @description Whether the country is made up. */
            is_simulated: boolean;
            /**
             * @description IANA name; UTC where no pack is known.
             * @example Africa/Accra
             */
            time_zone: string;
            /**
             * @description ISO 4217.
             * @example GHS
             */
            currency: string;
            /**
             * @description The hundredth as printed.
             * @example GHp
             */
            minor_unit: string;
            /** @description Days of the month on which a pricing window starts. */
            window_days: number[];
            /** @example twice a month, from the 1st and 16th */
            pricing_windows: string;
            /** @description Coarsest and oldest first. */
            region_levels: components["schemas"]["CountryLevel"][];
            /** @description Every region of every level. */
            regions: components["schemas"]["CountryRegion"][];
            /** @description Known changes of definition. */
            breaks: components["schemas"]["CountryBreak"][];
            /** @description Litres and kilograms never add. */
            units: components["schemas"]["CountryUnit"][];
        };
        /** @description A series that changes its meaning, not its trade. */
        CountryBreak: {
            /** @example omc */
            source: string;
            /** @example gasoil_cellsite */
            product: string;
            /**
             * @description The product that it was counted in before.
             * @example gasoil
             */
            inside: string;
            /**
             * Format: date
             * @description Counted by itself from this day.
             */
            since: string;
            note: string;
        };
        /** @description One state of the country's division into regions. */
        CountryLevel: {
            /** @example 16 */
            name: string;
            /**
             * Format: date
             * @description In force from this day; tables may follow years later.
             */
            since: string;
            /**
             * @description The dimension that asks at this level.
             * @example region_16
             */
            dimension: string;
        };
        /** @description One region at one level, with its place on a map of tiles. */
        CountryRegion: {
            /**
             * @description As answers write it.
             * @example Bono East
             */
            name: string;
            /** @example 16 */
            level: string;
            /** @description The region of the coarsest level that it lies in. */
            parent: string;
            /**
             * @description A short public code; empty where it has none.
             * @example GH-BE
             */
            code: string;
            /** @description Its tile from the top, 0 first. */
            row: number;
            /** @description Its tile from the left, 0 first. */
            column: number;
        };
        /** @description What a product is counted in. */
        CountryUnit: {
            /** @example lpg */
            product: string;
            /** @enum {string} */
            unit: "L" | "kg";
            /** @description In force today; null where the pack has none. */
            units_per_tonne: number | null;
        };
        /** @description A dashboard as one of its versions says; it holds questions and no figures. */
        Dashboard: {
            id: string;
            name: string;
            description: string;
            /** @description Whether everybody in the organisation sees it. */
            is_shared: boolean;
            /** @description Who made it. */
            owner: string;
            /** @description The version that is told here. */
            version: number;
            /** @description The newest version; send it back as `version` with a change. */
            newest: number;
            /**
             * Format: date-time
             * @description When this version was saved, UTC.
             */
            changed_at: string;
            /** @description Who saved it. */
            changed_by: string;
            /**
             * Format: date-time
             * @description When the dashboard was made, UTC.
             */
            made_at: string;
            /** @description When it was deleted, UTC; none while it is there. */
            deleted_at: string | null;
            panel_count: number;
            /** @description Whether you may change it. */
            may_change: boolean;
            panels: components["schemas"]["Panel"][];
            filters: components["schemas"]["ScopePart"];
        };
        /** @description One difference from the version before. */
        DashboardChange: {
            /**
             * @description What became of it.
             * @enum {string}
             */
            what: "renamed" | "described" | "shared" | "unshared" | "filters" | "panel_added" | "panel_removed" | "panel_renamed" | "question" | "view" | "moved";
            /** @description The panel's id; empty where it is about the whole. */
            panel: string;
            /** @description What the panel is called, or the dashboard. */
            title: string;
        };
        /** @description A dashboard without its panels. */
        DashboardLine: {
            id: string;
            name: string;
            description: string;
            /** @description Whether everybody in the organisation sees it. */
            is_shared: boolean;
            /** @description Who made it. */
            owner: string;
            /** @description The version that is told here. */
            version: number;
            /** @description The newest version; send it back as `version` with a change. */
            newest: number;
            /**
             * Format: date-time
             * @description When this version was saved, UTC.
             */
            changed_at: string;
            /** @description Who saved it. */
            changed_by: string;
            /**
             * Format: date-time
             * @description When the dashboard was made, UTC.
             */
            made_at: string;
            /** @description When it was deleted, UTC; none while it is there. */
            deleted_at: string | null;
            panel_count: number;
            /** @description Whether you may change it. */
            may_change: boolean;
        };
        /** @description Your own dashboards and shared ones, by name. */
        DashboardList: {
            dashboards: components["schemas"]["DashboardLine"][];
        };
        /** @description One save. */
        DashboardVersion: {
            version: number;
            name: string;
            /**
             * Format: date-time
             * @description UTC.
             */
            changed_at: string;
            changed_by: string;
            note: string;
            /** @description The version that it brought back; none where it did not. */
            restored_from: number | null;
            /** @description Since the version before; empty for the first. */
            changes: components["schemas"]["DashboardChange"][];
        };
        /** @description Every version, the newest first. */
        DashboardVersions: {
            versions: components["schemas"]["DashboardVersion"][];
            /** @description Give it as `cursor` for the next page; none on the last. */
            next_cursor: string | null;
        };
        /** @description One thing that happened. */
        Deed: {
            number: number;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2024-04-30T08:15:00+00:00
             */
            at: string;
            /** @description Who did it. */
            person: string;
            /** @example token_made */
            kind: string;
            /** @description What of it was written down, by name; depends on the kind. */
            told: {
                [key: string]: unknown;
            };
            /** @description Ties the line to all before it. */
            hash: string;
        };
        /** @description A month of one site's deliveries, in order of time. */
        Deliveries: {
            month: string;
            time_zone: string;
            is_over: boolean;
            simulated: boolean;
            place: string;
            name: string;
            deliveries: components["schemas"]["DeliveryLine"][];
        };
        /** @description One delivery: what the tank tells, beside its papers. */
        DeliveryLine: {
            started_at: string | null;
            ended_at: string | null;
            /** @description What came, with what pumps sold meanwhile. */
            observed_l: number | null;
            standard_l: number | null;
            sold_meanwhile_l: number | null;
            /** @description Numbers of its papers. */
            waybills: string[];
            trucks: string[];
            /** @description By its paper. */
            delivered_at: string | null;
            /** @description What its papers say together. */
            paper_l: number | null;
            /** @description Whether both were held against each other at 15 °C. */
            is_standard: boolean | null;
            /** @description By how much less came than the papers say. */
            short_l: number | null;
            /** @description What nobody disputes: 0.5 % of the paper, or what chance explains. */
            limit_l: number | null;
            sd_l: number | null;
            is_short: boolean | null;
            tank: string;
            product: string;
        };
        /** @description In which ways people come in here. */
        Doors: {
            /** @description Whether anybody has a password. */
            password: boolean;
            /** @description What the provider that vouches for people is called; empty: none. */
            provider: string;
        };
        /** @description Published tables, the one taken in last first. */
        EditionsPage: {
            editions: components["schemas"]["ListedEdition"][];
            /** @description Give it as `cursor` for the next page; none on the last. */
            next_cursor: string | null;
        };
        /** @description How one engine is; it says no more of itself than there is to say. */
        Engine: {
            /**
             * @description Whether it answers.
             * @enum {string}
             */
            status: "ok" | "unhealthy";
            /** @description What is wrong; empty where nothing is. */
            detail: string;
            /** @description What to do about it. */
            fix: string;
            /**
             * @description The program.
             * @example PostgreSQL
             */
            engine: string;
            /** @default  */
            version?: string;
            /**
             * @description Where the program comes from.
             * @default
             */
            provider?: string;
            /**
             * @description Questions that wait for it.
             * @default 0
             */
            queue_length?: number;
            /**
             * @description Of a disk: how much is free.
             * @default 0
             */
            free_bytes?: number;
            /**
             * @description Of a disk: how large it is.
             * @default 0
             */
            total_bytes?: number;
        };
        /** @description One figure that a file says otherwise than what was read in its place before. */
        FigureMoved: {
            /**
             * Format: date
             * @description First day of the month or year.
             */
            month: string;
            product: string;
            /** @description Region, depot or company; empty for the nation. */
            entity: string;
            was: number | null;
            now: number | null;
            sheet: string;
            cell: string;
        };
        /** @description Rows counted against what was read in their place before. */
        FileChange: {
            new: number;
            changed: number;
            same: number;
            removed: number;
        };
        /** @description What a file was taken for. */
        FileRecognised: {
            /**
             * @description Whose tables it holds.
             * @example [
             *       "omc"
             *     ]
             */
            series: string[];
            /**
             * @description How wide their spans are.
             * @example [
             *       "month"
             *     ]
             */
            grains: string[];
            /** @description The first day that they speak for. */
            first: string | null;
            /** @description The day after the last. */
            last: string | null;
            /** @description Sheets that gave facts. */
            sheets: number;
            /** @description Why sheets and cells were left out, and how many. */
            left_out: {
                [key: string]: number;
            };
        };
        /** @description One limit: exactly one of ``in``, ``not``, or ``from`` with or without ``until`` (both periods belong to it). */
        FilterPart: {
            dimension: string | ("company" | "component" | "day" | "depot" | "edition" | "grade" | "half" | "indicator" | "kind" | "month" | "organisation" | "parameter" | "place" | "printed" | "product" | "product_group" | "quarter" | "region" | "role" | "sample" | "source" | "standing" | "unit" | "week" | "window" | "year" | "zone");
            /** @description Only these values. */
            in?: (string | number)[] | null;
            /** @description All but these. */
            not?: (string | number)[] | null;
            /** @description From this period, such as 2024-01. */
            from?: string | null;
            /** @description To this period, such as 2024-06. */
            until?: string | null;
        };
        /** @description One line of the quality report. */
        FindingLine: {
            import_id: number;
            /** @description Its place in the file's report. */
            number: number;
            file: string;
            /** @example total_mismatch */
            rule: string;
            /** @enum {string} */
            severity: "blocks" | "look";
            sheet: string;
            /** @example C42 */
            cell: string;
            /** @description What stands there. */
            seen: string;
            /** @description What the sheet itself or its neighbours call for. */
            expected: string;
            /** @description Why it matters and what to do. */
            note: string;
            /**
             * @description How much hangs on it, in litres (or kg); 0 where that does not apply.
             * @example 4200000
             */
            litres: number;
        };
        /** @description Findings of one rule and severity. */
        FindingsGroup: {
            rule: string;
            /** @enum {string} */
            severity: "blocks" | "look";
            count: number;
            /** @description Files that they are in. */
            files: number;
            /** @description How much hangs on them together, in litres (or kg). */
            litres: number;
        };
        /** @description Findings, the largest litres first, and how many there are in all. */
        FindingsPage: {
            findings: components["schemas"]["FindingLine"][];
            /** @description How many there are by rule, of all pages. */
            rules: {
                [key: string]: number;
            };
            /** @description By rule, what was kept out first, then by litres. */
            groups: components["schemas"]["FindingsGroup"][];
            /** @description How many there are, of all pages. */
            total: number;
            is_simulated: boolean;
            /** @description Give it as `cursor` for the next page; none on the last. */
            next_cursor: string | null;
        };
        /**
         * @description The months ahead, a row a month and series.
         * @example {
         *       "meta": {
         *         "breaks": [],
         *         "forecast": 1,
         *         "horizon": 2,
         *         "known_at": "2026-01-20T10:00:00+00:00",
         *         "made_at": "2026-01-20T10:04:11+00:00",
         *         "query": {
         *           "dimensions": [
         *             "product"
         *           ],
         *           "filters": [
         *             {
         *               "dimension": "source",
         *               "in": [
         *                 "omc"
         *               ]
         *             }
         *           ],
         *           "measures": [
         *             "volume"
         *           ],
         *           "only": [
         *             {
         *               "dimension": "product",
         *               "in": [
         *                 "gasoline"
         *               ]
         *             }
         *           ]
         *         },
         *         "simulated": true
         *       },
         *       "rows": [
         *         {
         *           "forecast": 65118000,
         *           "hi80": 68790000,
         *           "hi95": 71243000,
         *           "is_unknown": false,
         *           "lo80": 61402000,
         *           "lo95": 58977000,
         *           "method": "AutoETS 0.61, AutoTheta 0.39",
         *           "month": "2026-01",
         *           "product": "gasoline",
         *           "unit": "L"
         *         },
         *         {
         *           "forecast": 65118000,
         *           "hi80": 68790000,
         *           "hi95": 71243000,
         *           "is_unknown": false,
         *           "lo80": 61402000,
         *           "lo95": 58977000,
         *           "method": "AutoETS 0.61, AutoTheta 0.39",
         *           "month": "2026-02",
         *           "product": "gasoline",
         *           "unit": "L"
         *         }
         *       ],
         *       "schema": "petroverse.forecast/1",
         *       "warnings": [
         *         "SAMPLE: this is a forecast of a simulated country, it is not real"
         *       ]
         *     }
         */
        Forecast: {
            /** @enum {string} */
            schema: "petroverse.forecast/1" | "petroverse.forecast_history/1";
            /** @description `month`, the dimensions, `forecast`, `lo80`, `hi80`, `lo95`, `hi95` in `unit`, `method`; `is_unknown` where the range is so wide that nobody can know. */
            rows: {
                [key: string]: string | number | boolean | null;
            }[];
            meta: components["schemas"]["ForecastAbout"];
            warnings: string[];
        };
        /** @description Where a forecast comes from. */
        ForecastAbout: {
            /** @description The question in its one normal form. */
            query: {
                [key: string]: unknown;
            };
            horizon: number;
            /** @description The number that it is kept under. */
            forecast: number;
            /**
             * Format: date-time
             * @description When the newest fact that it is made from was made known, UTC.
             */
            known_at: string;
            /**
             * Format: date-time
             * @description When it was made, UTC.
             */
            made_at: string;
            /** @description True where it is of a made-up country. */
            simulated: boolean;
            /** @description Definitions that change within the past. */
            breaks: {
                [key: string]: string;
            }[];
        };
        /** @description How what is shown did at past origins, each knowing only what had passed by then; null: nothing has come yet. */
        ForecastAccuracy: {
            /** @description Past origins that could be judged. */
            folds: number;
            /** @description Absolute errors over what happened: 0.05 is five of a hundred. */
            wape: number | null;
            /** @description The same of `as last month`. */
            naive_wape: number | null;
            /** @description Forecast less what happened, over what happened. */
            bias: number | null;
            /** @description Share of months within the 80 % range told then. */
            coverage80: number | null;
            /** @description Share of months within the 95 % range told then. */
            coverage95: number | null;
        };
        /** @description Series whole: past, months ahead, sums, accuracy, reasons. */
        ForecastInFull: {
            /** @constant */
            schema: "petroverse.forecast_in_full/1";
            /** @description The largest first. */
            series: components["schemas"]["ForecastOfOne"][];
            /** @description The dimensions of every series that can be shown. */
            others: {
                [key: string]: string;
            }[];
            meta: components["schemas"]["ForecastAbout"];
            warnings: string[];
        };
        /** @description A forecast that is not there yet: it is being made. Ask again in a moment. */
        ForecastMaking: {
            /** @constant */
            schema: "petroverse.forecast_making/1";
            /**
             * @description Whether a worker has it.
             * @enum {string}
             */
            state: "waiting" | "running" | "done";
            /** @description Folds that are played; they stay, whatever happens. */
            done: number;
            /** @description Folds in all; 0 while that is not known. */
            total: number;
            /**
             * @description The fold that goes on.
             * @example 2025-03 L
             */
            what: string;
            /** @description The job's number. */
            job: number;
        };
        /** @description One month ahead, in the series' unit. */
        ForecastMonth: {
            /** @example 2026-01 */
            month: string;
            forecast: number | null;
            lo80: number | null;
            hi80: number | null;
            lo95: number | null;
            hi95: number | null;
            method: string;
            is_unknown: boolean;
        };
        /** @description One series whole. */
        ForecastOfOne: {
            /**
             * @description Its dimensions.
             * @example {
             *       "product": "gasoline"
             *     }
             */
            of: {
                [key: string]: string;
            };
            /** @example L */
            unit: string;
            /**
             * @description Of the past.
             * @example 2019-01
             */
            first_month: string;
            /** @description A value a month; null where nothing was told. */
            past: (number | null)[];
            rows: components["schemas"]["ForecastMonth"][];
            spans: components["schemas"]["ForecastSpan"][];
            accuracy: components["schemas"]["ForecastAccuracy"];
            explanation: components["schemas"]["ForecastReasons"];
        };
        /** @description Why a forecast is as it is. */
        ForecastReasons: {
            /** @description What a month sells now, season taken out. */
            level: number | null;
            /** @description How much the level moves a month. */
            trend_per_month: number | null;
            /** @description Above or below the year's mean, by month ahead. */
            season: {
                [key: string]: number | null;
            };
            /** @description Each member's weight, and how it did before. */
            members: {
                [key: string]: {
                    [key: string]: number | null;
                };
            };
            /** @description What the forecast before this one said, by month. */
            changed: {
                [key: string]: number | null;
            };
            /** @description Sentences, the most important first. */
            words: string[];
        };
        /** @description The sum of the months from the first one ahead to a later one, in the series' unit. */
        ForecastSpan: {
            first: string;
            last: string;
            forecast: number | null;
            lo80: number | null;
            hi80: number | null;
            lo95: number | null;
            hi95: number | null;
            is_unknown: boolean;
        };
        /** @description One of the ten that called most. */
        FrequentAlarm: {
            /** @enum {string} */
            rule: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            subject: string;
            raised: number;
        };
        /** @description What a look at a gauge found. */
        GaugeFound: {
            make: string;
            revision: string;
            tanks: components["schemas"]["GaugeTankFound"][];
            meters: components["schemas"]["GaugeMeterFound"][];
            /** @description Deliveries that it remembers. */
            drops: number | null;
            /** @description By how much its clock is ahead of ours. */
            clock_off_s: number | null;
        };
        /** @description A gauge to look at, and how it is spoken with. */
        GaugeLook: {
            /** @example veeder_root */
            protocol: string;
            /** @example 10.0.0.7:10001 */
            address: string;
            /** @default {} */
            options?: {
                [key: string]: string;
            };
            /**
             * @description What an option names, for this look alone; it is not kept.
             * @default
             */
            secret?: string;
        };
        /** @description A meter as a gauge tells of it. */
        GaugeMeterFound: {
            name: string;
            total_l: number | null;
        };
        /** @description Something that a protocol asks for. */
        GaugeOption: {
            name: string;
            what: string;
        };
        /** @description A protocol that is spoken here. */
        GaugeProtocol: {
            protocol: string;
            /** @description How its address is written. */
            address: string;
            options: components["schemas"]["GaugeOption"][];
        };
        /** @description Every protocol that is spoken here. */
        GaugeProtocols: {
            protocols: components["schemas"]["GaugeProtocol"][];
        };
        /** @description A tank as a gauge tells of it; metres, °C, observed litres. */
        GaugeTankFound: {
            name: string;
            label: string;
            level_m: number | null;
            temp_c: number | null;
            water_m: number | null;
            volume_l: number | null;
            room_l: number | null;
            alarms: string[];
        };
        /** @description A gauge with what is new around it; a gauge of this id is replaced, anything else has to be new. */
        GaugeToSave: {
            gauge: components["schemas"]["NetworkGauge"];
            /** @default [] */
            places?: components["schemas"]["NetworkPlace"][];
            /** @default [] */
            tanks?: components["schemas"]["NetworkTank"][];
            /** @default [] */
            meters?: components["schemas"]["NetworkMeter"][];
        };
        /** @description What a document gave. */
        GraphqlReply: {
            /** @description What was asked for; null where nothing could be given. */
            data?: {
                [key: string]: unknown;
            } | null;
            /** @description What went wrong, each with ``extensions``: ``code``, ``status``, ``where``, ``fix``. */
            errors?: {
                [key: string]: unknown;
            }[] | null;
        };
        /** @description One GraphQL document to run. */
        GraphqlRequest: {
            /**
             * @description The document.
             * @example { products { code } }
             */
            query: string;
            /** @description Its variables. */
            variables?: {
                [key: string]: unknown;
            } | null;
            /** @description Which operation of it, where it holds several. */
            operationName?: string | null;
            extensions?: {
                [key: string]: unknown;
            } | null;
        };
        /** @description What became of each message, and what is new of the site; what is ``kept`` may be forgotten. */
        HandoverTaken: {
            /**
             * Format: date-time
             * @description What time it is here.
             */
            now: string;
            /** @description Their effect is committed. */
            kept: string[];
            /** @description Stored, and acted on soon: ask for them in the next handover. */
            handed: string[];
            refused: components["schemas"]["RefusedHandover"][];
            /** @description The network and rules of the site, where they changed. */
            site: {
                [key: string]: unknown;
            } | null;
            /** @description What people said of its alarms, where it changed. */
            said: {
                [key: string]: unknown;
            } | null;
        };
        /** @description Whether every engine answers. */
        Health: {
            /** @enum {string} */
            status: "ok" | "unhealthy";
            /** @description The platform's. */
            version: string;
            /** @description By the part that they are of it. */
            engines: {
                [key: string]: components["schemas"]["Engine"];
            };
        };
        /** @description One figure of a review. */
        HealthMeasure: {
            /**
             * @description A share is 0 to 1.
             * @example per_hour
             */
            name: string;
            value: number;
            target: number;
            /** @description What is still tolerable. */
            ceiling: number;
            /** @enum {string} */
            verdict: "met" | "tolerable" | "missed" | "too_few";
        };
        /** @description What is held of one dataset. */
        HeldDataset: {
            /** @example volume */
            dataset: string;
            title: string;
            /** @description Facts of all tables taken in; null where rows are hidden. */
            rows: number | null;
            /** @description Tables taken in. */
            editions: number;
            /**
             * @description Which sources there are.
             * @example [
             *       "national",
             *       "omc"
             *     ]
             */
            series: string[];
            /**
             * Format: date
             * @description The first day that anything speaks for.
             */
            first: string;
            /**
             * Format: date
             * @description The day after the last.
             */
            last: string;
            /**
             * Format: date-time
             * @description When the latest of it was made known, UTC.
             */
            known_at: string;
        };
        /** @description What a platform holds for whoever asks. */
        Home: {
            /**
             * @description Whose facts are read.
             * @example local
             */
            organisation: string;
            /**
             * @description And whose with them.
             * @example [
             *       "local",
             *       "public"
             *     ]
             */
            organisations: string[];
            /** @description Of which country; empty where that is not known. */
            country: string;
            /** @description Whether the facts are of a made-up country. */
            is_simulated: boolean;
            /** @description Whether the made-up country is in. */
            has_sample: boolean;
            /** @description Whether you may see some rows or measures only. */
            is_limited: boolean;
            /** @description Files in force; null where rows are hidden. */
            imports: number | null;
            /** @description Files that were refused; null where rows are hidden. */
            refused: number | null;
            /** @description Lines of the quality report; null where rows are hidden. */
            findings: number | null;
            /** @description Printed totals that agree with our sums to the unit; null where rows are hidden. */
            tied: number | null;
            /** @description Printed totals that do not; null where rows are hidden. */
            untied: number | null;
            datasets: components["schemas"]["HeldDataset"][];
        };
        /** @description Cells that hold something and were deliberately left out. */
        Ignored: {
            sheet: string;
            cells: string;
            reason: string;
        };
        /** @description One import with its tables, its findings by rule, and what was left out. */
        ImportDetails: {
            /** @example 12 */
            import_id: number;
            /**
             * @description Who owns its facts.
             * @example public
             */
            organisation: string;
            /** @example national-2024-03.xlsx */
            file_name: string;
            /** @description Of its bytes, which are kept. */
            sha256: string;
            /** @description How long it is, in bytes. */
            size_bytes: number;
            /** @enum {string} */
            verdict: "read" | "stored" | "refused";
            /** @description Why it was stored or refused; empty when read. */
            reason: string;
            /** @description The country pack that recognised it. */
            publisher: string;
            /** @description The kind of document. */
            family: string;
            /** @description Facts that came of it. */
            fact_rows: number;
            /** @description How it was read. */
            settings: {
                [key: string]: unknown;
            };
            /** @description Lines of its quality report. */
            finding_count: number;
            /**
             * Format: date-time
             * @description When it was taken in, UTC.
             */
            recorded_at: string;
            /** @description Who brought it. */
            person: string;
            /** @description When it was taken back, UTC. */
            withdrawn_at: string | null;
            withdrawn_by: string | null;
            editions: components["schemas"]["ImportEdition"][];
            /** @description Findings by rule. */
            rules: {
                [key: string]: number;
            };
            ignored: components["schemas"]["Ignored"][];
            /** @description Where the records tell of it. */
            record: components["schemas"]["RecordEntry"] | null;
        };
        /** @description One published table as the file printed it. */
        ImportEdition: {
            edition_id: number;
            dataset: string;
            series: string;
            grain: string;
            sheet: string;
            row_count: number;
            /** @description Rows that are not blank. */
            cell_count: number;
            totals: components["schemas"]["Total"][];
            /** @enum {string} */
            known_at_basis: "stated" | "inferred";
            /** Format: date */
            span_start: string;
            /**
             * Format: date
             * @description The day after the last one.
             */
            span_end: string;
            /**
             * Format: date-time
             * @description When its publisher made it known, UTC.
             */
            known_at: string;
            /**
             * Format: date-time
             * @description When it was taken in, UTC.
             */
            recorded_at: string;
            /**
             * @description What it speaks for.
             * @example volume/omc/month/2024-03-01
             */
            slot: string;
            /** @description Tables that speak for the same, itself among them. */
            versions: number;
            /** @description The one that is read in its place; none in force. */
            replaced_by: components["schemas"]["OtherEdition"] | null;
            /** @description The one that it took the place of. */
            replaces: components["schemas"]["OtherEdition"] | null;
        };
        /** @description What came, or would come, of a file; with any fault nothing is taken in. */
        ImportedNetwork: {
            is_taken: boolean;
            /** @description The network's version afterwards. */
            version: number;
            faults: components["schemas"]["NetworkCellFault"][];
            /** @description How many parts of each kind become what. */
            counts: {
                [key: string]: number;
            };
            changes: components["schemas"]["NetworkPartChange"][];
        };
        /** @description Files, newest first. */
        ImportsPage: {
            imports: components["schemas"]["ListedImport"][];
            /** @description Give it as `cursor` for the next page; none on the last. */
            next_cursor: string | null;
        };
        /** @description One thing worth knowing. */
        InsightTold: {
            /** @description The same for the same thing of the same month. */
            id: string;
            /** @example 2024-05 */
            month: string;
            /**
             * @description Such as `record`, `turn`, `share`, `left`.
             * @example record
             */
            kind: string;
            /** @example Gasoline: the highest month since the figures begin in January 1999 */
            title: string;
            /** @description The same in a sentence or three. */
            text: string;
            /** @description What it is ranked by: surprise, what is at stake, who listens. */
            score: number;
            /** @description By audience. */
            scores: {
                [key: string]: number;
            };
            /** @enum {string} */
            way: "up" | "down" | "level";
            /** @description The stage of the litres; empty where several are compared. */
            source: string;
            /** @description What is counted together; empty for all, in tonnes. */
            products: string[];
            /** @description What `member` is one of; empty for the whole market. */
            dimension: string;
            member: string;
            /** @description What computes its figures, as `/api/query` takes them. */
            questions: {
                [key: string]: unknown;
            }[];
            /** @description What these questions gave. */
            figures: {
                [key: string]: unknown;
            };
            /** @description What is drawn of it, as `/api/query` takes it. */
            question: {
                [key: string]: unknown;
            };
            /** @description How that is drawn, as a panel's view. */
            view: {
                [key: string]: unknown;
            };
            /** @description Lesser things that it contains. */
            folded: components["schemas"]["LesserInsight"][];
            /**
             * Format: date-time
             * @description When it was found first, UTC.
             */
            found_at: string;
            /**
             * Format: date-time
             * @description When its figures changed last, UTC.
             */
            changed_at: string;
            /** @description When the latest publication behind it was made known; may be empty. */
            known_at: string;
            /**
             * @description Of whose facts.
             * @example public
             */
            organisation: string;
            is_simulated: boolean;
        };
        /** @description The insights of a period, the most worth first. */
        InsightsAnswered: {
            insights: components["schemas"]["InsightTold"][];
            /** @description How many there are. */
            total: number;
            /** @example 2024-05 */
            period: string;
            /** @description Months that have any, newest first. */
            months: string[];
            /** @description When the facts were looked through last, UTC. */
            looked_at: string | null;
            is_simulated: boolean;
        };
        /** @description An invitation that is open. */
        Invitation: {
            /** @description To take it back by. */
            number: number;
            email: string;
            role: components["schemas"]["Role"];
            row_rules: {
                [key: string]: string[];
            };
            measures: string[] | null;
            made_by: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2024-04-30T08:15:00+00:00
             */
            made_at: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2024-04-30T08:15:00+00:00
             */
            expires_at: string;
            used_at: string | null;
            used_by: string | null;
        };
        /** @description The secret of an invitation. */
        InvitationSecret: {
            /** @description What stands behind the ``#`` of the invitation's address. */
            token: string;
        };
        /** @description What an invitation is for. */
        InvitationSeen: {
            organisation: string;
            organisation_name: string;
            /** @description Whom it is for. */
            email: string;
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @description UTC.
             * @example 2024-04-30T08:15:00+00:00
             */
            expires_at: string;
            /** @description Whether somebody with this address has an account already. */
            has_account: boolean;
        };
        /** @description Those that are open. */
        Invitations: {
            invitations: components["schemas"]["Invitation"][];
        };
        /** @description One piece of work: how far it is, what came of it, or why it failed. */
        Job: {
            /** @example 7 */
            id: number;
            /** @description Whose work it is. */
            organisation: string;
            /** @example import_folder */
            kind: string;
            /** @description What exactly; which words there are depends on the kind. */
            body: {
                [key: string]: unknown;
            };
            /** @enum {string} */
            state: "waiting" | "running" | "done" | "failed" | "cancelled";
            /** @description How often it was begun. */
            attempts: number;
            /** @description How often it may be, while faults are temporary. */
            most_attempts: number;
            /**
             * Format: date-time
             * @description Not before this instant, UTC.
             */
            run_after: string;
            /** @description Until when its worker has it, UTC; none at rest. */
            leased_until: string | null;
            /** @description Who has it; empty unless it runs. */
            worker: string;
            is_cancel_wanted: boolean;
            /** @description Parts that are finished. */
            done: number;
            /** @description Parts in all; 0 while that is not known. */
            total: number;
            /** @description The part that was finished last. */
            what: string;
            /** @description What came of it; empty until it is done. */
            result: {
                [key: string]: unknown;
            };
            fault: components["schemas"]["JobFault"] | null;
            /**
             * Format: date-time
             * @description When it was queued, UTC.
             */
            made_at: string;
            /** @description As whom it acts. */
            made_by: string;
            /** @description When it ended, UTC. */
            finished_at: string | null;
        };
        /** @description Why a job failed or waits for another try. */
        JobFault: {
            what: string;
            where: string;
            fix: string;
        };
        /** @description Jobs, the newest first. */
        JobsPage: {
            jobs: components["schemas"]["Job"][];
            /** @description Give it as `cursor` for the next page; none on the last. */
            next_cursor: string | null;
        };
        /** @description What came of it. */
        KeptWaybills: {
            kept: number;
            /** @description Tanks of which less came than their papers say, as far as is told. */
            short: string[];
        };
        /** @description What came of all earlier warnings between two probabilities. */
        LapseBand: {
            low: number;
            high: number;
            /** @description Warnings. */
            cases: number;
            /** @description To so many of them it happened. */
            events: number;
        };
        /** @description One thing that makes it likelier or less likely. */
        LapseReason: {
            /**
             * @description The side of its liftings that it speaks of.
             * @example pauses
             */
            about: string;
            /**
             * @description What was seen.
             * @example lifted nothing for 1 month
             */
            words: string;
            /** @description By how much it multiplies the odds; above 1 it is likelier. */
            times: number;
        };
        /** @description Warnings of one kind, made month after month from what was known then, and what came of them. */
        LapseRecord: {
            /**
             * @description `lapses`: lifts nothing for three months in a row; `halves`: lifts, a month, at most half of its mean of the six months before.
             * @enum {string}
             */
            event: "lapses" | "halves";
            /**
             * @description Within so many months after the last one known.
             * @example 3
             */
            within_months: number;
            /**
             * Format: date
             * @description The first month after which they were made.
             */
            first: string;
            /**
             * Format: date
             * @description The last one whose outcome is known.
             */
            last: string;
            cases: number;
            events: number;
            scores: components["schemas"]["LapseScores"];
            /** @description Of a rule that knows silent and active months only. */
            rule: components["schemas"]["LapseScores"];
            /** @description Of telling everybody the rate of the past. */
            steady: components["schemas"]["LapseScores"];
            /** @description Of the warnings to those who lifted in that very month. */
            lifting: components["schemas"]["LapseScores"];
            /** @description Of the rule on the same. */
            lifting_rule: components["schemas"]["LapseScores"];
            bands: components["schemas"]["LapseBand"][];
        };
        /** @description What warnings were worth; null where it cannot be told. */
        LapseScores: {
            /** @description Chance that who it happened to had been warned louder; 0.5: none. */
            auc: number | null;
            /** @description Mean squared error of the probability; smaller is better. */
            brier: number;
            /** @description How much oftener it happened to each month's loudest tenth. */
            lift_10: number | null;
            /** @description Part of all events that lay in the loudest tenth. */
            caught_10: number | null;
        };
        /** @description One warning. */
        LapseWarning: {
            /**
             * @description `lapses`: lifts nothing for three months in a row; `halves`: lifts, a month, at most half of its mean of the six months before.
             * @enum {string}
             */
            event: "lapses" | "halves";
            /**
             * @description Within so many months after the last one known.
             * @example 3
             */
            within_months: number;
            probability: number;
            /** @description How often it happened to all who could, in everything known. */
            base: number;
            /** @description The weightiest first. */
            reasons: components["schemas"]["LapseReason"][];
            /** @description What came of earlier warnings about as loud. */
            as_loud_before: components["schemas"]["LapseBand"];
        };
        /** @description A company that has lapsed already. */
        LapsedCompany: {
            company: string;
            /**
             * Format: date
             * @description The last month in which it lifted.
             */
            last_month: string;
        };
        /** @description How each tank stands, by the tank's id. */
        LatestOfTanks: {
            tanks: components["schemas"]["TankNow"][];
            /**
             * Format: date-time
             * @description The present; of a simulated organisation its newest reading.
             */
            now: string;
            simulated: boolean;
            next_cursor: string | null;
        };
        /** @description What an insight contains. */
        LesserInsight: {
            kind: string;
            /** @description What computes its figures, as `/api/query` takes it. */
            question: {
                [key: string]: unknown;
            };
            figures: {
                [key: string]: unknown;
            };
        };
        /** @description One published table that was taken in. */
        ListedEdition: {
            edition_id: number;
            import_id: number;
            organisation: string;
            dataset: string;
            series: string;
            grain: string;
            /** Format: date */
            span_start: string;
            /**
             * Format: date
             * @description The day after the last one.
             */
            span_end: string;
            /**
             * Format: date-time
             * @description When its publisher made it known, UTC.
             */
            known_at: string;
            /** @enum {string} */
            known_at_basis: "stated" | "inferred";
            /**
             * Format: date-time
             * @description When it was taken in, UTC.
             */
            recorded_at: string;
            file: string;
            file_sha256: string;
            sheet: string;
            row_count: number;
            /** @description Rows that are not blank. */
            cell_count: number;
            is_simulated: boolean;
        };
        /** @description One file that was taken in or refused. */
        ListedImport: {
            /** @example 12 */
            import_id: number;
            /**
             * @description Who owns its facts.
             * @example public
             */
            organisation: string;
            /** @example national-2024-03.xlsx */
            file_name: string;
            /** @description Of its bytes, which are kept. */
            sha256: string;
            /** @description How long it is, in bytes. */
            size_bytes: number;
            /** @enum {string} */
            verdict: "read" | "stored" | "refused";
            /** @description Why it was stored or refused; empty when read. */
            reason: string;
            /** @description The country pack that recognised it. */
            publisher: string;
            /** @description The kind of document. */
            family: string;
            /** @description Facts that came of it. */
            fact_rows: number;
            /** @description How it was read. */
            settings: {
                [key: string]: unknown;
            };
            /** @description Lines of its quality report. */
            finding_count: number;
            /**
             * Format: date-time
             * @description When it was taken in, UTC.
             */
            recorded_at: string;
            /** @description Who brought it. */
            person: string;
            /** @description When it was taken back, UTC. */
            withdrawn_at: string | null;
            withdrawn_by: string | null;
            /** @description Tables that it brought. */
            editions: number;
        };
        /** @description A lying cylinder; dish_m is how far each end bulges out. */
        LyingStrapping: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "horizontal_cylinder";
            diameter_m: number;
            length_m: number;
            /** @default 0 */
            dish_m?: number;
        };
        /** @description An invitation that was made. */
        MadeInvitation: {
            /** @description Where it is accepted; its secret is told this once. */
            path: string;
        };
        /** @description A token that was made. */
        MadeToken: {
            /** @description To end it by. */
            id: string;
            /** @description The key itself, told this once. */
            token: string;
        };
        /** @description Where a person may act. */
        Membership: {
            /** @example local */
            organisation: string;
            /** @description What the organisation is called. */
            name: string;
            role: components["schemas"]["Role"];
        };
        /** @description A name that stands, or once stood, for a company. */
        Merge: {
            /** @description To take it back by; none where the owner's file says it. */
            number: number | null;
            alias: string;
            company: string;
            /** @description The first day on which it does; none for always. */
            since: string | null;
            reason: string;
            /** @description UTC. */
            accepted_at: string | null;
            accepted_by: string | null;
            /** @description When it was taken back, UTC. */
            withdrawn_at: string | null;
        };
        /** @description A merge that was made. */
        MergeNumber: {
            /**
             * @description To take it back by.
             * @example 3
             */
            number: number;
        };
        /** @description Every merge there is or was. */
        Merges: {
            aliases: components["schemas"]["Merge"][];
        };
        /** @description Who somebody says to be, and the proof. */
        NameAndPassword: {
            /** @description An e-mail address, or a person's id. */
            name: string;
            /** @description The password. */
            password: string;
        };
        /** @description One cell that cannot be used, with its cure; row 0 is the whole sheet, row 1 its headings. */
        NetworkCellFault: {
            sheet: string;
            row: number;
            column: string;
            what: string;
            fix: string;
        };
        /** @description A company of the trade. */
        NetworkCompany: {
            id: string;
            name: string;
            /** @example omc */
            role: string;
        };
        /** @description A point on the earth, WGS 84, degrees. */
        NetworkCoordinates: {
            latitude: number;
            longitude: number;
        };
        /** @description One field of a part that differs. */
        NetworkField: {
            field: string;
            was: unknown;
            is: unknown;
        };
        /** @description Everything that stands and moves; each id once, each reference leading somewhere. */
        NetworkForm: {
            /** @default [] */
            places?: components["schemas"]["NetworkPlace"][];
            /** @default [] */
            companies?: components["schemas"]["NetworkCompany"][];
            /** @default [] */
            tanks?: components["schemas"]["NetworkTank"][];
            /** @default [] */
            trucks?: components["schemas"]["NetworkTruck"][];
            /** @default [] */
            routes?: components["schemas"]["NetworkRoute"][];
            /** @default [] */
            meters?: components["schemas"]["NetworkMeter"][];
            /** @default [] */
            gauges?: components["schemas"]["NetworkGauge"][];
        };
        /** @description A tank gauge: how it is spoken with, and what its own names of tanks and meters mean. */
        NetworkGauge: {
            id: string;
            place: string;
            /** @example veeder_root */
            protocol: string;
            address: string;
            /** @default {} */
            tanks?: {
                [key: string]: string;
            };
            /** @default {} */
            meters?: {
                [key: string]: string;
            };
            /** @default {} */
            options?: {
                [key: string]: string;
            };
        };
        /** @description A totaliser of one nozzle or loading arm. */
        NetworkMeter: {
            id: string;
            place: string;
            tank: string;
        };
        /** @description The network at one of its versions; version 0 is the empty one before the first was saved. */
        NetworkNow: {
            version: number;
            changed_at: string | null;
            changed_by: string;
            /** @description Whether it is of a simulated country. */
            simulated: boolean;
            network: components["schemas"]["NetworkForm"];
            retired: components["schemas"]["RetiredNetworkPart"][];
        };
        /** @description What became of one part. */
        NetworkPartChange: {
            /** @example tanks */
            kind: string;
            id: string;
            /** @enum {string} */
            what: "added" | "changed" | "removed" | "retired";
            fields: components["schemas"]["NetworkField"][];
        };
        /** @description A terminal, depot, station, customer or border post. */
        NetworkPlace: {
            id: string;
            name: string;
            /** @enum {string} */
            kind: "terminal" | "depot" | "station" | "customer" | "border";
            /** @default  */
            region?: string;
            coordinates?: components["schemas"]["NetworkCoordinates"] | null;
            company?: string | null;
        };
        /** @description A road from one place to another, one way. */
        NetworkRoute: {
            id: string;
            origin: string;
            destination: string;
            length_km: number;
            drive_h: number;
        };
        /** @description A tank; its volumes in observed litres, the density at 15 °C in kg/m3. */
        NetworkTank: {
            id: string;
            place: string;
            /** @example gasoil */
            product: string;
            strapping: components["schemas"]["TableStrapping"] | components["schemas"]["LyingStrapping"] | components["schemas"]["StandingStrapping"];
            capacity_l: number;
            safe_fill_l: number;
            /** @default 0 */
            dead_stock_l?: number;
            density15_kg_m3?: number | null;
        };
        /** @description A bulk road vehicle, with the litres of each compartment from front to back. */
        NetworkTruck: {
            id: string;
            compartments_l: number[];
            carrier?: string | null;
        };
        /** @description One notice to one receiver. */
        NoticeSent: {
            /** @description The same however often it is sent: a webhook's `webhook-id`. */
            id: string;
            receiver: string;
            receiver_name: string;
            /** @example alarm.began */
            kind: string;
            title: string;
            text: string;
            /** @enum {string} */
            state: "waiting" | "sent" | "failed";
            tries: number;
            fault: components["schemas"]["TellingFault"] | null;
            /**
             * Format: date-time
             * @description When it was decided.
             */
            at: string;
            sent_at: string | null;
            alarms: components["schemas"]["ToldAlarm"][];
        };
        /** @description A condition that calls nobody. */
        NoticeTold: {
            /** @enum {string} */
            rule: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            subject: string;
            place: string;
            /** Format: date-time */
            begun_at: string;
            ended_at: string | null;
            litres: number | null;
            body: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            changed_at: string;
        };
        /** @description Conditions that call nobody, the newest first. */
        Notices: {
            notices: components["schemas"]["NoticeTold"][];
        };
        /** @description What was told, the last decided first. */
        NoticesTold: {
            told: components["schemas"]["NoticeSent"][];
        };
        /** @description Another version of the same table. */
        OtherEdition: {
            edition_id: number;
            import_id: number;
            file: string;
            /**
             * Format: date-time
             * @description When its publisher made it known, UTC.
             */
            known_at: string;
        };
        /** @description Where to act from now on. */
        OtherOrganisation: {
            /** @description The organisation's id. */
            organisation: string;
        };
        /** @description A browser that the person is signed in with. */
        OwnSession: {
            /** @description To end it by. */
            number: number;
            /** @description The browser, as it named itself. */
            made_in: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2024-04-30T08:15:00+00:00
             */
            made_at: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2024-04-30T08:15:00+00:00
             */
            last_used_at: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2024-04-30T08:15:00+00:00
             */
            expires_at: string;
            /** @description Whether it is the one that asks. */
            is_current: boolean;
        };
        /** @description One question and one view of its answer. */
        Panel: {
            /** @description Stays when the panel is moved or renamed. */
            id: string;
            title: string;
            /** @description As `POST /api/query` takes it. */
            question: {
                [key: string]: unknown;
            };
            view: components["schemas"]["PanelView"];
            place: components["schemas"]["PanelPlace"];
            hint: string;
        };
        /** @description Where a panel stands on a grid of twelve columns. */
        PanelPlace: {
            /** @description Its first column, from 0. */
            x: number;
            /** @description Its first row, from 0. */
            y: number;
            /** @description How many columns wide. */
            w: number;
            /** @description How many rows high. */
            h: number;
        };
        /** @description How a panel's answer is shown; every text but `kind` and `format` names a column of the answer. */
        PanelView: {
            /** @enum {string} */
            kind: "line" | "area" | "bar" | "ranking" | "heat" | "sankey" | "waterfall" | "tiles" | "fan" | "figure" | "table";
            /**
             * @description The figure.
             * @example volume
             */
            y: string;
            /**
             * @description What stands along it.
             * @default
             * @example month
             */
            x?: string;
            /**
             * @description What is told apart by colour.
             * @default
             * @example product
             */
            series?: string;
            /**
             * @description A flow's stages, in order.
             * @default []
             */
            path?: string[];
            /**
             * @description The lower end of a band.
             * @default
             */
            low?: string;
            /**
             * @description The upper end of a band.
             * @default
             */
            high?: string;
            /**
             * @description Parts of the whole instead of amounts.
             * @default false
             */
            asShare?: boolean;
            /**
             * @description How the figures read; by their unit if left out.
             * @default
             * @enum {string}
             */
            format?: "" | "quantity" | "percent" | "price" | "count" | "index";
        };
        /** @description Another password. */
        PasswordChange: {
            /** @description The present one. */
            current: string;
            /** @description The one from now on. */
            new: string;
        };
        /** @description The organisation's members. */
        People: {
            people: components["schemas"]["Person"][];
        };
        /** @description A member of the organisation. */
        Person: {
            person: string;
            name: string;
            email: string;
            is_platform_admin: boolean;
            disabled_at: string | null;
            role: components["schemas"]["Role"];
            /** @description Dimension → the only values that the person sees; none: no limit. */
            row_rules: {
                [key: string]: string[];
            };
            /** @description The only ones that may be asked for; null: all. */
            measures: string[] | null;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2024-04-30T08:15:00+00:00
             */
            since: string;
            is_disabled: boolean;
        };
        /** @description The review of one position. */
        PositionHealth: {
            /** @description The region or the site; empty for all, or where a region is unknown. */
            position: string;
            /** @description How many alarms called people. */
            raised: number;
            measures: components["schemas"]["HealthMeasure"][];
            floods: components["schemas"]["AlarmFlood"][];
            top: components["schemas"]["FrequentAlarm"][];
            /** @description Called three times within a minute. */
            chattering: components["schemas"]["AlarmName"][];
            /** @description Are so at the end, and for longer than 24 hours. */
            stale: components["schemas"]["AlarmName"][];
            unauthorised: components["schemas"]["SuppressionSeen"][];
        };
        /** @description Two names that look like one company, and what speaks for it and against it; nothing is merged. */
        Proposal: {
            /** @description The name that was used less lately. */
            alias: string;
            /** @description The other one. */
            company: string;
            /** @description How surely they are one. */
            confidence: number;
            reason: string;
            /** @description Periods of one source that name both: above 0 they are two. */
            together: number;
            /**
             * @description Sources that name it.
             * @example bidec, omc
             */
            alias_series: string;
            /**
             * Format: date
             * @description The first period that names it.
             */
            alias_first: string;
            /**
             * Format: date
             * @description The last.
             */
            alias_last: string;
            /** @description How many do. */
            alias_periods: number;
            /** @description Litres (or kg) of all of them. */
            alias_volume_l: number;
            /**
             * @description Sources that name it.
             * @example bidec, omc
             */
            company_series: string;
            /**
             * Format: date
             * @description The first period that names it.
             */
            company_first: string;
            /**
             * Format: date
             * @description The last.
             */
            company_last: string;
            /** @description How many do. */
            company_periods: number;
            /** @description Litres (or kg) of all of them. */
            company_volume_l: number;
        };
        /** @description Names that look like one company, the surest first, and what was decided of such names. */
        Proposals: {
            proposals: components["schemas"]["Proposal"][];
            decided: components["schemas"]["CompanyDecision"][];
        };
        /** @description What a page gives to ``pushManager.subscribe`` as ``applicationServerKey``. */
        PushKey: {
            /** @description base64url of the uncompressed point on P-256. */
            key: string;
        };
        /** @description The keys that a browser's ``PushSubscription`` says. */
        PushKeys: {
            p256dh: string;
            auth: string;
        };
        /** @description Measures by dimensions, within filters, as known at a time. Litres and kilograms never add, nor two sources. */
        Question: {
            /** @description What is counted; see /api/catalogue. */
            measures: ("average_price" | "capacity" | "cells" | "closing_book" | "closing_measured" | "companies_active" | "companies_selling" | "compared" | "component_position" | "component_share" | "component_value" | "components" | "depots" | "disagreement" | "disagreements" | "dispersion_share" | "first_month" | "growth_month" | "growth_quarter" | "growth_year" | "growth_ytd" | "hhi" | "indicator_maximum" | "indicator_minimum" | "indicator_value" | "issued" | "last_month" | "limit_high" | "limit_low" | "loaded" | "lower_quartile_price" | "marketed" | "maximum_price" | "median_price" | "minimum_price" | "nationwide" | "opening" | "outside" | "prices" | "quality_maximum" | "quality_minimum" | "quality_value" | "rank" | "received" | "results" | "revisions" | "running_total" | "samples" | "share" | "share_tonnes" | "share_within" | "spread" | "spread_share" | "supplied" | "suspects" | "tonnes" | "top_10_share" | "top_1_share" | "top_3_share" | "top_5_share" | "upper_quartile_price" | "variance" | "volume" | "year_to_date")[];
            /**
             * @description What it is split by, in the order of the columns.
             * @default []
             */
            dimensions?: (string | ("company" | "component" | "day" | "depot" | "edition" | "grade" | "half" | "indicator" | "kind" | "month" | "organisation" | "parameter" | "place" | "printed" | "product" | "product_group" | "quarter" | "region" | "role" | "sample" | "source" | "standing" | "unit" | "week" | "window" | "year" | "zone"))[];
            /**
             * @description What it is limited to; all hold together.
             * @default []
             */
            filters?: components["schemas"]["FilterPart"][];
            /** @description The time asked about, both ends included; all if left out. */
            span?: components["schemas"]["SpanPart"] | null;
            /**
             * @description Beside each measure the same of then: columns `_before`, `_change`, `_growth`.
             * @default
             * @enum {string}
             */
            compare?: "" | "previous_period" | "year_ago";
            /** @description The largest, and a row `others` for the rest. */
            top?: components["schemas"]["TopPart"] | null;
            /**
             * @description Only what publishers had made known by then: a day or an instant.
             * @example 2024-06-30
             */
            as_of?: string | null;
            /** @description Only what had been taken in by then. */
            as_recorded?: string | null;
            /** @description At most so many rows. */
            limit?: number | null;
            /**
             * @description Order of the rows; that of the dimensions if left out.
             * @default []
             */
            sort?: components["schemas"]["SortPart"][];
            /**
             * @description Show only these rows of the answer; shares and ranks stay those among all.
             * @default []
             */
            only?: components["schemas"]["FilterPart"][];
        };
        /** @description Hours of each day in which only what is urgent comes. */
        QuietHours: {
            /** @example 22:00 */
            begin: string;
            /**
             * @description On the next day where it is earlier than the beginning.
             * @example 22:00
             */
            end: string;
        };
        /** @description A receiver as it is to be. */
        ReceiverChange: {
            /**
             * @default [
             *       "high",
             *       "medium",
             *       "low"
             *     ]
             */
            priorities?: ("low" | "medium" | "high")[];
            /**
             * @description Sites; empty for all.
             * @default []
             */
            places?: string[];
            /**
             * @description Conditions; empty for all.
             * @default []
             */
            rules?: ("high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation")[];
            /**
             * @description Its time zone.
             * @default UTC
             */
            zone?: string;
            /** @description None for never. */
            quiet?: components["schemas"]["QuietHours"] | null;
            /**
             * @description Comes at once, in quiet hours and beside the digest too.
             * @default [
             *       "high"
             *     ]
             */
            urgent?: ("low" | "medium" | "high")[];
            /**
             * @description Told only when nobody acknowledged for so long: the next step.
             * @default 0
             */
            after_minutes?: number;
            /** @description When what is not urgent comes, gathered; None for at once. */
            digest_at?: string | null;
            /** @description What people call it. */
            name: string;
            /** @default true */
            is_enabled?: boolean;
            /**
             * @description Empty leaves it as it is.
             * @default
             */
            address?: string;
        };
        /** @description A new receiver. */
        ReceiverForm: {
            /**
             * @default [
             *       "high",
             *       "medium",
             *       "low"
             *     ]
             */
            priorities?: ("low" | "medium" | "high")[];
            /**
             * @description Sites; empty for all.
             * @default []
             */
            places?: string[];
            /**
             * @description Conditions; empty for all.
             * @default []
             */
            rules?: ("high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation")[];
            /**
             * @description Its time zone.
             * @default UTC
             */
            zone?: string;
            /** @description None for never. */
            quiet?: components["schemas"]["QuietHours"] | null;
            /**
             * @description Comes at once, in quiet hours and beside the digest too.
             * @default [
             *       "high"
             *     ]
             */
            urgent?: ("low" | "medium" | "high")[];
            /**
             * @description Told only when nobody acknowledged for so long: the next step.
             * @default 0
             */
            after_minutes?: number;
            /** @description When what is not urgent comes, gathered; None for at once. */
            digest_at?: string | null;
            /** @description What people call it. */
            name: string;
            /** @enum {string} */
            kind: "mail" | "webhook";
            /** @description An e-mail address, or the https address of a webhook. */
            address: string;
            /**
             * @description webhook: whsec_ and base64 of 24 bytes or more; made where empty.
             * @default
             */
            secret?: string;
        };
        /** @description A new receiver, with what is shown this once. */
        ReceiverMade: {
            /**
             * @default [
             *       "high",
             *       "medium",
             *       "low"
             *     ]
             */
            priorities?: ("low" | "medium" | "high")[];
            /**
             * @description Sites; empty for all.
             * @default []
             */
            places?: string[];
            /**
             * @description Conditions; empty for all.
             * @default []
             */
            rules?: ("high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation")[];
            /**
             * @description Its time zone.
             * @default UTC
             */
            zone?: string;
            /** @description None for never. */
            quiet?: components["schemas"]["QuietHours"] | null;
            /**
             * @description Comes at once, in quiet hours and beside the digest too.
             * @default [
             *       "high"
             *     ]
             */
            urgent?: ("low" | "medium" | "high")[];
            /**
             * @description Told only when nobody acknowledged for so long: the next step.
             * @default 0
             */
            after_minutes?: number;
            /** @description When what is not urgent comes, gathered; None for at once. */
            digest_at?: string | null;
            id: string;
            name: string;
            /** @enum {string} */
            kind: "mail" | "webhook" | "push";
            /** @description As much of it as may be shown; a webhook's path and secret may not. */
            address: string;
            /** @description Whose browser it is; empty for others. */
            person: string;
            is_enabled: boolean;
            /** Format: date-time */
            made_at: string;
            made_by: string;
            /** @description How many notices wait to be taken. */
            waiting: number;
            last_sent_at: string | null;
            /** @description None where the last one was taken. */
            failing_since: string | null;
            fault: components["schemas"]["TellingFault"] | null;
            /** @description A webhook's secret; nobody shows it again. Empty for others. */
            secret: string;
        };
        /** @description A receiver as it stands. */
        ReceiverNow: {
            /**
             * @default [
             *       "high",
             *       "medium",
             *       "low"
             *     ]
             */
            priorities?: ("low" | "medium" | "high")[];
            /**
             * @description Sites; empty for all.
             * @default []
             */
            places?: string[];
            /**
             * @description Conditions; empty for all.
             * @default []
             */
            rules?: ("high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation")[];
            /**
             * @description Its time zone.
             * @default UTC
             */
            zone?: string;
            /** @description None for never. */
            quiet?: components["schemas"]["QuietHours"] | null;
            /**
             * @description Comes at once, in quiet hours and beside the digest too.
             * @default [
             *       "high"
             *     ]
             */
            urgent?: ("low" | "medium" | "high")[];
            /**
             * @description Told only when nobody acknowledged for so long: the next step.
             * @default 0
             */
            after_minutes?: number;
            /** @description When what is not urgent comes, gathered; None for at once. */
            digest_at?: string | null;
            id: string;
            name: string;
            /** @enum {string} */
            kind: "mail" | "webhook" | "push";
            /** @description As much of it as may be shown; a webhook's path and secret may not. */
            address: string;
            /** @description Whose browser it is; empty for others. */
            person: string;
            is_enabled: boolean;
            /** Format: date-time */
            made_at: string;
            made_by: string;
            /** @description How many notices wait to be taken. */
            waiting: number;
            last_sent_at: string | null;
            /** @description None where the last one was taken. */
            failing_since: string | null;
            fault: components["schemas"]["TellingFault"] | null;
        };
        /** @description Who is told of alarms. */
        Receivers: {
            receivers: components["schemas"]["ReceiverNow"][];
            /**
             * @description Whether a mail server is set up.
             * @default true
             */
            sends_mail?: boolean;
        };
        /** @description What the evidence says now. */
        Recomputed: {
            seen: number;
            expected: number;
            probability: number;
        };
        /** @description The line of the records that says what was done. */
        RecordEntry: {
            number: number;
            /** @description Of the line and all before it, SHA-256 in hex. */
            hash: string;
        };
        /** @description A message that cannot be used; it is set aside, and need not be sent again. */
        RefusedHandover: {
            id: string;
            what: string;
            where: string;
            fix: string;
        };
        /** @description A message that cannot be used; it is set aside, and need not be sent again. */
        RefusedMessage: {
            id: string;
            what: string;
            where: string;
            fix: string;
        };
        /** @description One region and product beside how the market grew. */
        RegionSignal: {
            rank: number;
            region: string;
            product: string;
            /** @description How far off, in standard deviations. */
            z: number;
            probability: number;
            since: string;
            until: string;
            seen: number;
            /** @description Last year's months, grown as the middle of the market did. */
            expected: number;
            unit: string;
            is_early_warning: boolean;
            note: string;
            members: {
                [key: string]: number;
            };
        };
        /** @description Every region and product, the farthest off first. */
        RegionSignals: {
            signals: components["schemas"]["RegionSignal"][];
        };
        /** @description What went. */
        RemovedRows: {
            /** @description Rows of every kind. */
            removed_rows: number;
        };
        /** @description What one import did. */
        Report: {
            /** @constant */
            schema: "petroverse.import/1";
            rows: components["schemas"]["ReportRow"][];
            findings: components["schemas"]["ReportFinding"][];
            meta: components["schemas"]["ReportMeta"];
            warnings: string[];
        };
        /** @description One line of the quality report of what came in. */
        ReportFinding: {
            file: string;
            rule: string;
            /** @enum {string} */
            severity: "blocks" | "look";
            sheet: string;
            cell: string;
            seen: string;
            expected: string;
            note: string;
            /**
             * @description How much hangs on it, in litres (or kg); 0 where that does not apply.
             * @example 4200000
             */
            litres: number;
        };
        /** @description How the import went as a whole. */
        ReportMeta: {
            /** @description How many files ended how. */
            verdicts: {
                [key: string]: number;
            };
            /** @description Whether nothing was stored. */
            check: boolean;
            /** @description Whether these are the first real facts; they replace the sample. */
            made_real: boolean;
        };
        /** @description What became of one file. */
        ReportRow: {
            name: string;
            /** @enum {string} */
            verdict: "read" | "stored" | "refused" | "same" | "skipped";
            reason: string;
            organisation: string;
            publisher: string;
            family: string;
            /** @description Facts that came of it. */
            rows: number;
            editions: number;
            /** @description Printed totals that agree with our sums to the unit. */
            tied: number;
            untied: number;
            /** @description Lines of its quality report. */
            findings: number;
            /** @description 0 where nothing was stored. */
            import_id: number;
            change: components["schemas"]["FileChange"];
            recognised: components["schemas"]["FileRecognised"];
            /** @description The ten figures that it changes most. */
            moved: components["schemas"]["FigureMoved"][];
        };
        /** @description One figure that is read otherwise. */
        Restatement: {
            /** @example volume */
            dataset: string;
            /**
             * @description Whose table it is.
             * @example regional
             */
            series: string;
            /** @example month */
            grain: string;
            /** Format: date */
            span_start: string;
            /**
             * Format: date
             * @description The day after the last one.
             */
            span_end: string;
            /**
             * @description What it is of.
             * @example {
             *       "product": "gasoil",
             *       "region": "Ashanti"
             *     }
             */
            named: {
                [key: string]: string;
            };
            unit: string;
            /**
             * @description `blank_vs_zero`: the same amount, another way of writing none.
             * @enum {string}
             */
            kind: "value" | "blank_to_value" | "value_to_blank" | "blank_vs_zero" | "new" | "removed";
            /** @description None where it was blank or not there. */
            was: number | null;
            /** @description None where it is blank or gone. */
            now: number | null;
            /** @description By how much it is larger now; none counts as 0. */
            difference: number;
            /** @description What brought it. */
            file: string;
            /**
             * Format: date-time
             * @description When its publisher made that known, UTC.
             */
            known_at: string;
            sheet: string;
            /** @description Empty where the row is gone. */
            cell: string;
            /** @description None where the row is gone. */
            import_id: number | null;
            earlier_file: string;
            /** Format: date-time */
            earlier_known_at: string;
            earlier_sheet: string;
            earlier_cell: string;
            earlier_import_id: number | null;
        };
        /** @description Figures that are read otherwise, the largest change first. */
        RestatementsPage: {
            /**
             * Format: date-time
             * @description The earlier point of knowledge, UTC.
             */
            since: string;
            /** @description The later one; none for now. */
            until: string | null;
            /** @enum {string} */
            basis: "recorded" | "known";
            rows: components["schemas"]["Restatement"][];
            /** @description Figures of all pages. */
            total: number;
            /** @description What brought them, the most figures first. */
            files: components["schemas"]["RestatingFile"][];
            /** @description Tables that were replaced, by dataset. */
            datasets: {
                [key: string]: number;
            };
            /** @description Tables that speak for what nothing spoke for before. */
            new_tables: number;
            is_simulated: boolean;
            /** @description Give it as `cursor` for the next page; none on the last. */
            next_cursor: string | null;
        };
        /** @description A file that changed figures. */
        RestatingFile: {
            file: string;
            /** Format: date-time */
            known_at: string;
            /** @description Figures that it changed. */
            rows: number;
        };
        /** @description A tank or meter that left the network with readings to its name. */
        RetiredNetworkPart: {
            kind: string;
            id: string;
            /** Format: date-time */
            until: string;
            was: {
                [key: string]: unknown;
            };
        };
        /**
         * @description One thing that a person may be allowed to do in an organisation.
         * @enum {string}
         */
        Right: "read" | "export" | "import" | "curate" | "operate" | "administer" | "platform";
        /** @description A company that lifted in the last three months, and may lapse. */
        RiskyCompany: {
            company: string;
            warnings: components["schemas"]["LapseWarning"][];
        };
        /**
         * @description What a person is in an organisation.
         * @enum {string}
         */
        Role: "viewer" | "analyst" | "operator" | "admin" | "regulator";
        /** @description The network as it was saved, with what became of each part that differs. */
        SavedNetwork: {
            version: number;
            changed_at: string | null;
            changed_by: string;
            /** @description Whether it is of a simulated country. */
            simulated: boolean;
            network: components["schemas"]["NetworkForm"];
            retired: components["schemas"]["RetiredNetworkPart"][];
            changes: components["schemas"]["NetworkPartChange"][];
        };
        /** @description A page that somebody comes back to. */
        SavedView: {
            id: string;
            /** @description Whose it is. */
            person: string;
            name: string;
            /** @example /market?from=2024-01 */
            path: string;
            is_shared: boolean;
            /**
             * Format: date-time
             * @description When it was saved last, UTC.
             */
            made_at: string;
            /** @description Whether you may delete it. */
            may_delete: boolean;
        };
        /** @description Your own saved views and shared ones, by name. */
        SavedViews: {
            views: components["schemas"]["SavedView"][];
        };
        /** @description Work that is queued at certain times. */
        Schedule: {
            /** @description Whose it is. */
            organisation: string;
            name: string;
            /** @example 0 6 * * 1 */
            cron: string;
            /**
             * @description The time zone that these times are meant in.
             * @example UTC
             */
            zone: string;
            /** @example import_folder */
            kind: string;
            /** @description What exactly; which words there are depends on the kind. */
            body: {
                [key: string]: unknown;
            };
            is_paused: boolean;
            /**
             * Format: date-time
             * @description When it queues a job next, UTC.
             */
            next_at: string;
            /** @description The job that it queued last. */
            last_job: number | null;
            /**
             * Format: date-time
             * @description UTC.
             */
            made_at: string;
            /** @description As whom its jobs act. */
            made_by: string;
            /** @description Where its last job stands. */
            last_state: ("waiting" | "running" | "done" | "failed" | "cancelled") | null;
        };
        /** @description Every schedule. */
        Schedules: {
            schedules: components["schemas"]["Schedule"][];
            /** @description Whether a mail server is set up, so that mail jobs can be done. */
            sends_mail: boolean;
        };
        /** @description What limits every panel: each limit takes the place of a panel's own one of that dimension. */
        ScopePart: {
            /**
             * @description As in a question.
             * @default []
             */
            filters?: components["schemas"]["FilterPart"][];
            /** @description The days asked about; each panel's own if left out. */
            span?: components["schemas"]["SpanPart"] | null;
            /**
             * @description Only what was known by then.
             * @default
             */
            as_of?: string;
        };
        /** @description Who asks, where, and what that person may do there. */
        Session: {
            person: string;
            /** @description What others read; the person's id where there is no account. */
            name: string;
            /** @description Empty where there is no account. */
            email: string;
            /** @example local */
            organisation: string;
            organisation_name: string;
            /** @description Empty for the platform's owner, who holds none. */
            role: components["schemas"]["Role"] | "";
            rights: components["schemas"]["Right"][];
            /** @description Whether rules hide rows or measures from this person. */
            is_limited: boolean;
            /** @description Where the person may act. */
            memberships: components["schemas"]["Membership"][];
            /** @description The platform's. */
            version: string;
        };
        /** @description Where the person is signed in. */
        Sessions: {
            sessions: components["schemas"]["OwnSession"][];
        };
        /** @description What one organisation lets another read. */
        Share: {
            organisation: string;
            reader: string;
            /**
             * @description Their names, or `all`.
             * @example price, volume
             */
            datasets: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2024-04-30T08:15:00+00:00
             */
            since: string;
            ended_at: string | null;
            made_by: string;
            ended_by: string | null;
        };
        /** @description What the organisation shares, and what others share with it. */
        Shares: {
            shares: components["schemas"]["Share"][];
            /** @description What others name this organisation by to share with it. */
            share_code: string;
        };
        /** @description One line of the quality report on this sheet. */
        SheetFinding: {
            number: number;
            rule: string;
            /** @enum {string} */
            severity: "blocks" | "look";
            sheet: string;
            cell: string;
            seen: string;
            expected: string;
            note: string;
            /**
             * @description How much hangs on it, in litres (or kg); 0 where that does not apply.
             * @example 4200000
             */
            litres: number;
            /** @description Of the first cell meant; none for the whole sheet. */
            row: number | null;
            column: number | null;
        };
        /** @description A cell by its row and column, both from 1. */
        SheetPlace: {
            row: number;
            column: number;
        };
        /** @description A part of one sheet as its publisher shows it; what is hidden there is blank. */
        SheetView: {
            import_id: number;
            file: string;
            sheet: string;
            /** @description Every sheet that is shown. */
            sheets: string[];
            row_count: number;
            column_count: number;
            /** @description The first row that is given, from 1. */
            top: number;
            /** @description The first column that is given, from 1. */
            left: number;
            around: components["schemas"]["SheetPlace"];
            /** @description Cells, row by row; none is a blank. */
            rows: (boolean | number | string | null)[][];
            /** @description What each cell is to the platform, in the shape of `rows`. */
            parts: ("" | "fact" | "total" | "heading" | "label" | "ignored")[][];
            /** @description Rows that the publisher hides; they are blank here. */
            hidden_rows: number[];
            hidden_columns: number[];
            findings: components["schemas"]["SheetFinding"][];
        };
        /** @description A link that signs in, once. */
        SignInLink: {
            /** @description Its path on this platform. */
            path: string;
        };
        /** @description A handover, and who says that it is theirs. */
        SignedHandover: {
            organisation: string;
            gateway: string;
            /** @description A `petroverse.signed/1` by the key that was admitted. */
            envelope: string;
        };
        /** @description A month of one site. */
        SiteStock: {
            /** @example 2024-03 */
            month: string;
            /**
             * @description Days begin at its midnight.
             * @example UTC
             */
            time_zone: string;
            /** @description Whether it has ended there; else its days so far. */
            is_over: boolean;
            simulated: boolean;
            place: string;
            name: string;
            /** Format: date-time */
            reckoned_at: string;
            /** @description Version of the program that reckoned it. */
            program: string;
            systems: components["schemas"]["StockSystem"][];
        };
        /** @description One column to sort by. */
        SortPart: {
            /** @description A column of the answer. */
            by: string;
            /** @default false */
            descending?: boolean;
        };
        /** @description The days asked about; both periods belong to it. */
        SpanPart: {
            /** @example 2024-01 */
            from: string;
            /** @example 2024-06 */
            until: string;
        };
        /** @description A standing cylinder. */
        StandingStrapping: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "vertical_cylinder";
            diameter_m: number;
            height_m: number;
        };
        /** @description Where litres went; causes that these readings cannot tell apart stand together. */
        StockCause: {
            /**
             * @example [
             *       "leak",
             *       "evaporation"
             *     ]
             */
            causes: string[];
            /** @description Standard litres lost; below zero where they came. */
            litres: number | null;
            /** @description Standard deviation of it. */
            sd_l: number | null;
        };
        /** @description What a strapping table gives too much at each height, beyond what it does at the lowest of them. */
        StockChart: {
            tank: string;
            level_m: (number | null)[];
            error_l: (number | null)[];
            sd_l: (number | null)[];
        };
        /** @description One day of the book; what is None was not measured, or cannot be told. */
        StockDay: {
            /** Format: date */
            day: string;
            opening_standard_l: number | null;
            received_standard_l: number | null;
            sold_standard_l: number | null;
            book_standard_l: number | null;
            closing_standard_l: number | null;
            variance_standard_l: number | null;
            cumulative_standard_l: number | null;
            opening_observed_l: number | null;
            received_observed_l: number | null;
            sold_observed_l: number | null;
            book_observed_l: number | null;
            closing_observed_l: number | null;
            variance_observed_l: number | null;
            cumulative_observed_l: number | null;
        };
        /** @description A delivery as the tank tells of it beside its papers; a paper of which no tank tells has no start. */
        StockDrop: {
            started_at: string | null;
            ended_at: string | null;
            /** @description What came, with what pumps sold meanwhile. */
            observed_l: number | null;
            standard_l: number | null;
            sold_meanwhile_l: number | null;
            /** @description Numbers of its papers. */
            waybills: string[];
            trucks: string[];
            /** @description By its paper. */
            delivered_at: string | null;
            /** @description What its papers say together. */
            paper_l: number | null;
            /** @description Whether both were held against each other at 15 °C. */
            is_standard: boolean | null;
            /** @description By how much less came than the papers say. */
            short_l: number | null;
            /** @description What nobody disputes: 0.5 % of the paper, or what chance explains. */
            limit_l: number | null;
            sd_l: number | null;
            is_short: boolean | null;
        };
        /** @description A month of one tank system; litres are standard where `is_standard`, else observed. */
        StockInShort: {
            /** @description The tank that stands for it. */
            system: string;
            tanks: string[];
            product: string;
            /**
             * @description `INCONCLUSIVE`: the readings cannot tell; never read it as `PASS`.
             * @enum {string}
             */
            verdict: "PASS" | "FAIL" | "INCONCLUSIVE";
            /** @description Why it is inconclusive. */
            reasons: string[];
            /**
             * @description `INCONCLUSIVE`: the readings cannot tell; never read it as `PASS`.
             * @enum {string}
             */
            rule: "PASS" | "FAIL" | "INCONCLUSIVE";
            /** @description Measured less book, the whole month; below zero: missing. */
            variance_l: number | null;
            /** @description 1.0 % of what was sold and 130 US gallons: 40 CFR 280.43(a). */
            limit_l: number | null;
            /** @description What was sold. */
            flow_l: number | null;
            measured_days: number | null;
            is_standard: boolean | null;
            /**
             * @description `INCONCLUSIVE`: the readings cannot tell; never read it as `PASS`.
             * @enum {string}
             */
            leak: "PASS" | "FAIL" | "INCONCLUSIVE";
            /** @description Lost an hour by the leak test; below zero where litres come in. */
            rate_l_h: number | null;
            /** @description The least leak that it would have found. */
            mdl_l_h: number | null;
            rate_gal_h: number | null;
            mdl_gal_h: number | null;
            /** @description None where no price or no variance is known. */
            money: components["schemas"]["StockMoney"] | null;
        };
        /** @description The leak test: |rate| is below the threshold, and a leak of 0.2 US gallons an hour would have been found. */
        StockLeak: {
            /**
             * @description `INCONCLUSIVE`: the readings cannot tell; never read it as `PASS`.
             * @enum {string}
             */
            verdict: "PASS" | "FAIL" | "INCONCLUSIVE";
            reason: string;
            rate_l_h: number | null;
            /** @description Standard error of the rate. */
            se_l_h: number | null;
            threshold_l_h: number | null;
            mdl_l_h: number | null;
            rate_gal_h: number | null;
            threshold_gal_h: number | null;
            mdl_gal_h: number | null;
            /** @description With which probability a leak as large as the MDL is found. */
            found_share: number | null;
            /** @description With which probability a tight tank fails. */
            false_alarm_share: number | null;
            /** @description Quiet spans that it rests on. */
            spans: number | null;
            /** @description Hours in them. */
            quiet_h: number | null;
            /** @description Days with readings. */
            days: number | null;
            /** @description From when on readings were taken: up to two months before. */
            since: string | null;
            until: string | null;
        };
        /** @description How one meter counts: by how much more leaves than it counts, per cent. */
        StockMeter: {
            meter: string;
            percent: number | null;
            sd_percent: number | null;
            /** @description Against the tank's other meters. */
            percent_against_others: number | null;
            sd_percent_against_others: number | null;
            /** @description Whether the readings told more than what is known of any meter. */
            is_known: boolean;
            /** @description Meters that it cannot be told apart from. */
            together_with: string[];
        };
        /** @description What the month's variance is worth; below zero where it is missing. */
        StockMoney: {
            amount: number;
            /** @description The median price at the pump. */
            per_litre: number;
            currency: string;
            /** @description The last month of which a price is known. */
            as_of: string;
        };
        /** @description One site in short. */
        StockOfSite: {
            place: string;
            name: string;
            /** @description None: it is not reckoned yet; ask again. */
            reckoned_at: string | null;
            systems: components["schemas"]["StockInShort"][];
        };
        /** @description The monthly rule: |variance| is at most 1.0 % of what was sold and 130 US gallons. */
        StockRule: {
            /**
             * @description `INCONCLUSIVE`: the readings cannot tell; never read it as `PASS`.
             * @enum {string}
             */
            verdict: "PASS" | "FAIL" | "INCONCLUSIVE";
            reason: string;
            variance_l: number | null;
            limit_l: number | null;
            flow_l: number | null;
            measured_days: number | null;
            /** @description Standard litres, else observed ones. */
            is_standard: boolean | null;
        };
        /** @description The month's book as one line: opening + received − sold + variance = closing. */
        StockSums: {
            opening_l: number | null;
            received_l: number | null;
            sold_l: number | null;
            closing_l: number | null;
            variance_l: number | null;
            /** @description Whether papers say what came, where there are any. */
            from_paper: boolean;
        };
        /** @description A month of one tank system. */
        StockSystem: {
            system: string;
            tanks: string[];
            meters: string[];
            product: string;
            density15_kg_m3: number | null;
            /** @description Step of its gauge's heights, as they show it. */
            resolution_m: number | null;
            /** @description Quarter hours with a reading. */
            readings: number;
            /**
             * @description `INCONCLUSIVE`: the readings cannot tell; never read it as `PASS`.
             * @enum {string}
             */
            verdict: "PASS" | "FAIL" | "INCONCLUSIVE";
            reasons: string[];
            /**
             * @description The same for programs, in the order of weight.
             * @default []
             */
            reason_codes?: ("" | "no_meters" | "no_temperature" | "not_over" | "few_days" | "few_spans" | "too_coarse")[];
            /** @description What a reader must know of these figures. */
            notes: string[];
            rule: components["schemas"]["StockRule"];
            /** @description None where no price or no variance is known. */
            money: components["schemas"]["StockMoney"] | null;
            leak: components["schemas"]["StockLeak"];
            /** @description At 15 °C; None where density or temperature lack. */
            standard: components["schemas"]["StockSums"] | null;
            observed: components["schemas"]["StockSums"] | null;
            days: components["schemas"]["StockDay"][];
            causes: components["schemas"]["StockCause"][];
            meter_drifts: components["schemas"]["StockMeter"][];
            chart_errors: components["schemas"]["StockChart"][];
            drops: components["schemas"]["StockDrop"][];
        };
        /** @description An alarm that was kept quiet by somebody who may not. */
        SuppressionSeen: {
            /** @enum {string} */
            rule: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            subject: string;
            word: string;
            /** Format: date-time */
            at: string;
            person: string;
        };
        /** @description Height to volume as a calibration certificate has it. */
        TableStrapping: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "table";
            level_m: number[];
            volume_l: number[];
        };
        /** @description What became of each message; its sender may forget all of them. */
        TakenReadings: {
            taken: string[];
            /** @description Came before, and acted then. */
            known: string[];
            refused: components["schemas"]["RefusedMessage"][];
            /** @description Not in the network; kept without a volume. */
            unknown_tanks: string[];
        };
        /** @description Product that came in, as the level tells it. */
        TankDelivery: {
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            ended_at: string;
            /** @description How much more stood in it afterwards, observed. */
            litres: number;
        };
        /** @description That an alarm began, ended, or was not so after all. */
        TankHappening: {
            /** Format: date-time */
            at: string;
            /** @enum {string} */
            word: "raised" | "returned" | "withdrawn";
            /** @enum {string} */
            rule: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            /** @enum {string} */
            priority: "low" | "medium" | "high";
        };
        /** @description How a tank stands: what was told last of it, held against what the watch found. */
        TankNow: {
            tank: string;
            place: string;
            /** Format: date-time */
            at: string;
            level_m: number | null;
            temp_c: number | null;
            water_m: number | null;
            gauge_volume_l: number | null;
            observed_volume_l: number | null;
            standard_volume_l: number | null;
            quality: string;
            /** Format: date-time */
            known_at: string;
            /**
             * @description `silent` goes before all; `doubtful`: the last reading may not be trusted.
             * @enum {string}
             */
            state: "overfill" | "high" | "low" | "water" | "doubtful" | "silent" | "ok";
            /**
             * Format: date-time
             * @description From then on it is silent, if nothing comes.
             */
            silent_at: string;
            /** @description What is so of it now, called out or not. */
            conditions: ("high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation")[];
            /**
             * @description Of its open alarms the highest.
             * @enum {string}
             */
            alarm: "" | "low" | "medium" | "high";
            /** @description One of them waits for a person and is not kept quiet. */
            calling: boolean;
            /** @description How long it lasts at the sales that are expected. */
            days_of_cover: number | null;
            /** @description When it runs dry if nothing comes, as the watch expects. */
            dry_at: string | null;
            /** @description From when on that may be, at 90 %. */
            dry_earliest_at: string | null;
            /** @description Until when it will have been, at 90 %. */
            dry_latest_at: string | null;
        };
        /** @description A tank over time, as fine as the wanted points allow. */
        TankOverTime: {
            tank: string;
            /**
             * @description How fine it is; `days`: several at once.
             * @enum {string}
             */
            grain: "reading" | "minute" | "hour" | "day" | "days";
            simulated: boolean;
            points: components["schemas"]["TankPoints"];
            deliveries: components["schemas"]["TankDelivery"][];
            happened: components["schemas"]["TankHappening"][];
        };
        /** @description Column by column, in order of time. A bucket is named by its start; its figures are of good readings alone. */
        TankPoints: {
            /** @default [] */
            at?: string[];
            /** @default [] */
            readings?: number[];
            /** @default [] */
            good?: number[];
            /** @default [] */
            stuck?: number[];
            /** @default [] */
            spike?: number[];
            /** @default [] */
            gap?: number[];
            /** @default [] */
            out_of_range?: number[];
            /** @default [] */
            water?: number[];
            /**
             * @description Mean height.
             * @default []
             */
            level_m?: (number | null)[];
            /** @default [] */
            level_min_m?: (number | null)[];
            /** @default [] */
            level_max_m?: (number | null)[];
            /** @default [] */
            level_first_m?: (number | null)[];
            /** @default [] */
            level_last_m?: (number | null)[];
            /**
             * @description Mean observed litres.
             * @default []
             */
            volume_l?: (number | null)[];
            /** @default [] */
            volume_min_l?: (number | null)[];
            /** @default [] */
            volume_max_l?: (number | null)[];
            /** @default [] */
            volume_first_l?: (number | null)[];
            /** @default [] */
            volume_last_l?: (number | null)[];
            /**
             * @description Of single readings only.
             * @default []
             */
            temp_c?: (number | null)[];
            /**
             * @description Of single readings only.
             * @default []
             */
            water_m?: (number | null)[];
            /**
             * @description Of single readings only; at 15 °C.
             * @default []
             */
            standard_volume_l?: (number | null)[];
            /**
             * @description What it holds beyond what meters and deliveries leave since the first point.
             * @default []
             */
            variance_l?: (number | null)[];
        };
        /** @description Why something was not taken. */
        TellingFault: {
            what: string;
            where: string;
            fix: string;
        };
        /** @description A key for programs, without its secret. */
        Token: {
            id: string;
            /** @description What it is for. */
            name: string;
            /** @description As whom it acts. */
            person: string;
            /** @description The only rights that it may use. */
            scopes: components["schemas"]["Right"][];
            made_by: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2024-04-30T08:15:00+00:00
             */
            made_at: string;
            /**
             * Format: date-time
             * @description UTC.
             * @example 2024-04-30T08:15:00+00:00
             */
            expires_at: string;
            revoked_at: string | null;
            /** @description To a few minutes. */
            last_used_at: string | null;
        };
        /** @description Tokens, the newest first. */
        Tokens: {
            tokens: components["schemas"]["Token"][];
        };
        /** @description One alarm in what was told. */
        ToldAlarm: {
            /** @enum {string} */
            rule: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
            subject: string;
            place: string;
            /**
             * @description `was`: it began and was over before anybody was told.
             * @enum {string}
             */
            word: "began" | "was" | "ended" | "withdrawn";
            /** Format: date-time */
            begun_at: string;
            /** @description How many beginnings it told of. */
            times: number;
        };
        /** @description Messages of sites, in any order; sent again, one acts no more. */
        ToldMessages: {
            /**
             * @description Each in its envelope.
             * @example [
             *       {
             *         "at": "2024-03-01T06:30:00Z",
             *         "body": {
             *           "meters": [
             *             {
             *               "at": "2024-03-01T06:30:00Z",
             *               "meter": "S7/N1",
             *               "total_l": 482115.2
             *             }
             *           ],
             *           "place": "S7",
             *           "readings": [
             *             {
             *               "at": "2024-03-01T06:30:00Z",
             *               "level_m": 1.25,
             *               "tank": "S7/1",
             *               "temp_c": 29.5,
             *               "water_m": 0.01
             *             }
             *           ]
             *         },
             *         "id": "g7-20240301-0630",
             *         "kind": "readings/1",
             *         "known_at": "2024-03-01T06:30:02Z",
             *         "organisation": "local",
             *         "source": "gauge-7"
             *       }
             *     ]
             */
            messages: {
                [key: string]: unknown;
            }[];
        };
        /**
         * @description The largest values of a dimension, the same in each period, and one row ``others`` for the rest.
         *
         *     ``"only": [{"dimension": "company", "not": ["others"]}]`` drops that row; shares stay those of the whole.
         */
        TopPart: {
            /** @description How many. */
            n: number;
            /**
             * @description Of which; the last one that is no time if left out.
             * @default
             */
            dimension?: string;
            /**
             * @description The measure that ranks them; the first that can be summed if left out.
             * @default
             */
            by?: string;
        };
        /** @description A total that the publisher printed, beside our own sum over the same rows. */
        Total: {
            product: string;
            region: string;
            /** @description Our sum, in the product's unit. */
            summed: number;
            /** @description The publisher's figure. */
            printed: number | null;
            /**
             * @description Where it stands.
             * @example C174
             */
            cell: string;
            /** @default  */
            table_cell: string;
        };
        /** @description What came of a trial. */
        Trial: {
            is_sent: boolean;
            /** Format: date-time */
            at: string;
            /** @description Why it was not taken. */
            fault: components["schemas"]["TellingFault"] | null;
        };
        /** @description The report of what came in. */
        Uploaded: {
            report: components["schemas"]["Report"];
        };
        /** @description One value of a dimension. */
        Value: {
            /**
             * @description As filters and answers write it.
             * @example gasoline
             */
            value: string | number;
            /**
             * @description Where it occurs.
             * @example [
             *       "volume",
             *       "price"
             *     ]
             */
            subjects: string[];
        };
        /** @description Every value of a dimension that occurs in what the reader may see. */
        Values: {
            /** @example product */
            dimension: string;
            values: components["schemas"]["Value"][];
            is_simulated: boolean;
        };
        /** @description All that a dashboard says from now on, and the version that the change was made from. */
        WantedChange: {
            name: string;
            /** @default  */
            description?: string;
            /** @default [] */
            panels?: components["schemas"]["WantedPanel"][];
            /**
             * @default {
             *       "filters": [],
             *       "as_of": ""
             *     }
             */
            filters?: components["schemas"]["ScopePart"];
            /**
             * @description Whether everybody in the organisation sees it.
             * @default false
             */
            is_shared?: boolean;
            /**
             * @description Why it is saved; may be empty.
             * @default
             */
            note?: string;
            /** @description Where it is not the newest any more, nothing is saved (409). */
            version: number;
        };
        /** @description A dashboard to make. */
        WantedDashboard: {
            name: string;
            /** @default  */
            description?: string;
            /** @default [] */
            panels?: components["schemas"]["WantedPanel"][];
            /**
             * @default {
             *       "filters": [],
             *       "as_of": ""
             *     }
             */
            filters?: components["schemas"]["ScopePart"];
            /**
             * @description Whether everybody in the organisation sees it.
             * @default false
             */
            is_shared?: boolean;
            /**
             * @description Why it is saved; may be empty.
             * @default
             */
            note?: string;
            /**
             * @description Where it comes from elsewhere; else one is chosen.
             * @default
             */
            id?: string;
        };
        /** @description Who is invited, and as what. */
        WantedInvitation: {
            role: components["schemas"]["Role"];
            /** @default {} */
            row_rules?: {
                [key: string]: string[];
            };
            measures?: string[] | null;
            /** @description The only e-mail address that it is for. */
            email: string;
        };
        /** @description Work that somebody wants done. */
        WantedJob: {
            /** @description ``find_insights``, ``forecast``, ``import_folder``, ``import_url``, ``lake_upkeep``, ``mail_insights``, ``mail_report``, ``send_mail``, ``send_notice``, ``send_query`` or ``wet_stock``. */
            kind: string;
            /** @description What exactly; which words there are depends on the kind. */
            body?: {
                [key: string]: unknown;
            };
        };
        /** @description What a person says of an anomaly. */
        WantedJudgement: {
            /** @enum {string} */
            verdict: "confirmed" | "dismissed" | "snoozed" | "reopened";
            /** @description Why, for whoever reads it later. */
            reason: string;
            /** @description Until when it is left alone; with `snoozed` alone. */
            until?: string | null;
        };
        /** @description A name that a person says stands for a company. */
        WantedMerge: {
            /**
             * @description The name, as the facts hold it.
             * @example OLD OIL LTD
             */
            alias: string;
            /**
             * @description The company, as the facts hold it.
             * @example NEW OIL
             */
            company: string;
            /** @description The first day on which it does; none for always. */
            since?: string | null;
            /**
             * @description Why, for whoever reads it later.
             * @default
             */
            reason?: string;
        };
        /** @description One question and one view of its answer. */
        WantedPanel: {
            /** @description Stays when the panel is moved or renamed. */
            id: string;
            title: string;
            question: components["schemas"]["Question"];
            view: components["schemas"]["PanelView"];
            /** @description Below the panels before it if left out. */
            place?: components["schemas"]["PanelPlace"] | null;
            /**
             * @description One sentence below the title.
             * @default
             */
            hint?: string;
        };
        /** @description Whether a schedule is to queue nothing for the time being. */
        WantedPause: {
            is_paused: boolean;
        };
        /** @description Panels to be asked and written down. */
        WantedReport: {
            title: string;
            /** @default  */
            description?: string;
            panels: components["schemas"]["WantedPanel"][];
            /**
             * @default {
             *       "filters": [],
             *       "as_of": ""
             *     }
             */
            filters?: components["schemas"]["ScopePart"];
            /**
             * @description `pdf`, or `xlsx`: one workbook with a sheet a panel.
             * @default pdf
             * @enum {string}
             */
            format?: "pdf" | "xlsx";
        };
        /** @description Work that somebody wants done at certain times. */
        WantedSchedule: {
            kind: string;
            body?: {
                [key: string]: unknown;
            };
            /** @description Lower-case letters, digits, ``-`` and ``_``. */
            name: string;
            /** @description Minute, hour, day of the month, month and day of the week. */
            cron: string;
            /**
             * @description The time zone that these are meant in.
             * @default UTC
             */
            zone?: string;
        };
        /** @description What another organisation may read from now on. */
        WantedShare: {
            /** @description The share code that the other organisation shows; its id, where you are a member of it too. */
            reader: string;
            /**
             * @description Which datasets; all of them where there is none.
             * @default []
             */
            datasets?: string[];
        };
        /** @description What somebody is to be in the organisation. */
        WantedStanding: {
            /** @description The role, which holds the rights. */
            role: components["schemas"]["Role"];
            /**
             * @description Dimension → the only values that the person may see; none means no limit.
             * @default {}
             */
            row_rules?: {
                [key: string]: string[];
            };
            /** @description The only measures that the person may ask for; null means all. */
            measures?: string[] | null;
        };
        /** @description A token to make. */
        WantedToken: {
            /** @description What it is for. */
            name: string;
            /** @description The only rights that it may use. */
            scopes: components["schemas"]["Right"][];
            /**
             * @description For how many days.
             * @default 90
             */
            days?: number;
            /**
             * @description As which member it acts; empty: as whoever makes it.
             * @default
             */
            person?: string;
        };
        /** @description What a person decides of two names that look like one company. */
        WantedVerdict: {
            /**
             * @description A name, as the facts hold it.
             * @example BF OIL
             */
            name: string;
            /**
             * @description Another.
             * @example BG OIL
             */
            other: string;
            /**
             * @description `two`: two companies, never merged; `later`: undecided for now.
             * @enum {string}
             */
            verdict: "two" | "later";
            /**
             * @description Why, for whoever reads it later.
             * @default
             */
            reason?: string;
        };
        /** @description A page to come back to. */
        WantedView: {
            /** @description One of yours with this name is replaced. */
            name: string;
            /**
             * @description With its query string.
             * @example /market?from=2024-01
             */
            path: string;
            /**
             * @description Whether everybody in the organisation sees it.
             * @default false
             */
            is_shared?: boolean;
        };
        /** @description What a waybill says was brought into one tank; one of the same number and tank is replaced. */
        WaybillLine: {
            /** @example WB-20240305-1 */
            number: string;
            /** @example S7/1 */
            tank: string;
            /**
             * Format: date-time
             * @description With its zone.
             * @example 2024-03-05T10:15:00Z
             */
            delivered_at: string;
            /** @description Litres at `temp_c`; this or `standard_l`. */
            observed_l?: number | null;
            /**
             * @description Litres at 15 °C.
             * @example 13500
             */
            standard_l?: number | null;
            temp_c?: number | null;
            density15_kg_m3?: number | null;
            /**
             * @description The tank's own site if left out.
             * @default
             */
            place?: string;
            /**
             * @description The tank's own product if left out.
             * @default
             */
            product?: string;
            loaded_at?: string | null;
            /**
             * @description Its number plate.
             * @default
             */
            truck?: string;
            /**
             * @description Where it was loaded.
             * @default
             */
            place_from?: string;
        };
        /** @description Lines of waybills, kept all or none. */
        WaybillLines: {
            lines: components["schemas"]["WaybillLine"][];
        };
        /** @description A month of every site, by the site's id. */
        WetStock: {
            /** @example 2024-03 */
            month: string;
            /**
             * @description Days begin at its midnight.
             * @example UTC
             */
            time_zone: string;
            /** @description Whether it has ended there; else its days so far. */
            is_over: boolean;
            simulated: boolean;
            sites: components["schemas"]["StockOfSite"][];
            next_cursor: string | null;
        };
        /** @description What went out of sight. */
        Withdrawal: {
            import_id: number;
            file_name: string;
            organisation: string;
            /** @description Tables that are no longer read. */
            editions: number;
            /** @description Facts in them. */
            rows: number;
        };
        /** @description What was wrong, where, and what to do (RFC 9457). */
        Problem: {
            /**
             * @description Names the fault.
             * @example urn:petroverse:MixedSum
             */
            type: string;
            /** @description The status in words. */
            title: string;
            /**
             * @description The HTTP status.
             * @example 422
             */
            status: number;
            /** @description All of it in one sentence. */
            detail: string;
            /** @description What was wrong, with the value in it. */
            what: string;
            /** @description The field, file, sheet or cell; empty where it is the whole request. */
            where: string;
            /** @description What to do; may be shown to people as it is. */
            fix: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    session_doors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Doors"];
                };
            };
        };
    };
    session_by_password: {
        parameters: {
            query?: never;
            header?: {
                "user-agent"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameAndPassword"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    session_link: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInLink"];
                };
            };
        };
    };
    session_look: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InvitationSecret"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InvitationSeen"];
                };
            };
        };
    };
    session_accept: {
        parameters: {
            query?: never;
            header?: {
                "user-agent"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptedInvitation"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    alarms: {
        parameters: {
            query?: {
                /** @description Only what is so or waits for a person. */
                open?: boolean;
                place?: string;
                rule?: ("high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation") | null;
                subject?: string;
                priority?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alarms"];
                };
            };
        };
    };
    alarm_history: {
        parameters: {
            query?: {
                place?: string;
                rule?: ("high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation") | null;
                subject?: string;
                before?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmHistory"];
                };
            };
        };
    };
    notices: {
        parameters: {
            query?: {
                place?: string;
                subject?: string;
                before?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notices"];
                };
            };
        };
    };
    alarm_rules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmRules"];
                };
            };
        };
    };
    save_alarm_rule: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmRuleForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmRuleNow"];
                };
            };
        };
    };
    delete_alarm_rule: {
        parameters: {
            query: {
                name: "high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation";
                subject?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    alarm_health: {
        parameters: {
            query?: {
                /** @description Who answers: one for all, for each region, or each site. */
                by?: "all" | "region" | "place";
                place?: string;
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmHealth"];
                };
            };
        };
    };
    preview_alarm_rule: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmTrial"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmRulePreview"];
                };
            };
        };
    };
    handle_alarm: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlarmDeed"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlarmTold"];
                };
            };
        };
    };
    session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
        };
    };
    session_leave: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    session_switch: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OtherOrganisation"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sessions"];
                };
            };
        };
    };
    session_leave_everywhere: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    session_leave_one: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    session_password: {
        parameters: {
            query?: never;
            header?: {
                "user-agent"?: string;
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
        };
    };
    home: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Home"];
                };
            };
        };
    };
    ask_in_a_link: {
        parameters: {
            query: {
                /** @description What is counted: several by comma, of one subject; each with its meaning in `/api/catalogue`. */
                measure: string[];
                /** @description What it is split by: several by comma; names in `/api/catalogue`. Times are `year`, `half`, `quarter`, `month` and the like. */
                by?: string[];
                /** @description One limit each; repeat it: `filter=source=omc&filter=year=2024`. `source=omc`, `product!=lpg`, `year=2023,2024`, `month>=2024-01`, `month=2024-01..2024-06`, `quarter=2024-Q1..2024-Q4` (both ends belong to it); a comma within a value is written `\,`. Products may be called what people call them: `product=diesel` is read as `product=gasoil`, and a warning says so. */
                filter?: string[];
                /** @description The time asked about, both ends included: `2024-01..2024-06`; years, quarters and days also do. The same as a filter on the month; the earlier time that growth and comparisons need is read besides. */
                span?: string;
                /** @description Adds columns `_before`, `_change`, `_growth`. */
                compare?: "" | "previous_period" | "year_ago";
                /** @description `5`, `5:company` or `5:company:volume`: the largest of all that is asked about, the same in each period. It adds a row `others` for the rest together; `only=company!=others` drops it, and shares stay those of the whole. */
                top?: string;
                /** @description Columns; `-` before one for largest first: `-volume` */
                sort?: string;
                /** @description Show only these rows, written as a filter; shares and ranks stay those among all. */
                only?: string[];
                /** @description At most so many rows. */
                limit?: number | null;
                /** @description Only what was made known by then: `2024-06-30` */
                as_of?: string;
                /** @description Only what had been taken in by then. */
                as_recorded?: string;
                /** @description How the answer is written; wins over `Accept`. */
                format?: "" | "json" | "jsonl" | "csv" | "parquet" | "arrow" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. `ETag` names it; send it as `If-None-Match` to learn that nothing changed. */
            200: {
                headers: {
                    /**
                     * @description What whoever reads the figures must know, as a JSON list of sentences in ASCII; of formats other than JSON, where `warnings` says it. Missing where there is nothing to say.
                     * @example ["SAMPLE: these figures are of a simulated country, they are not real"]
                     */
                    "X-PetroVerse-Warnings"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "schema": "petroverse.query/1",
                     *       "rows": [
                     *         {
                     *           "month": "2024-01",
                     *           "product": "gasoil",
                     *           "volume": 80499500,
                     *           "unit": "L"
                     *         },
                     *         {
                     *           "month": "2024-01",
                     *           "product": "gasoline",
                     *           "volume": 64418000,
                     *           "unit": "L"
                     *         },
                     *         {
                     *           "month": "2024-02",
                     *           "product": "gasoil",
                     *           "volume": 75764500,
                     *           "unit": "L"
                     *         },
                     *         {
                     *           "month": "2024-02",
                     *           "product": "gasoline",
                     *           "volume": 63515500,
                     *           "unit": "L"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "query": {
                     *           "measures": [
                     *             "volume"
                     *           ],
                     *           "dimensions": [
                     *             "month",
                     *             "product"
                     *           ],
                     *           "filters": [
                     *             {
                     *               "dimension": "month",
                     *               "from": "2024-01",
                     *               "until": "2024-02"
                     *             },
                     *             {
                     *               "dimension": "product",
                     *               "in": [
                     *                 "gasoil",
                     *                 "gasoline"
                     *               ]
                     *             },
                     *             {
                     *               "dimension": "source",
                     *               "in": [
                     *                 "national"
                     *               ]
                     *             }
                     *           ]
                     *         },
                     *         "sql": "WITH volume AS (…",
                     *         "row_count": 4,
                     *         "sources": [
                     *           {
                     *             "file": "national/sample-national-supply-2024.xlsx",
                     *             "sha256": "b0b5776513cc07a92f850ead538d45158ee4e7fdac76896578185670a4df4829",
                     *             "known_at": "2025-01-20T10:00:00+00:00",
                     *             "cells": 4
                     *           }
                     *         ],
                     *         "known_at": "2025-01-20T10:00:00+00:00",
                     *         "simulated": true,
                     *         "organisations": [
                     *           "sample"
                     *         ],
                     *         "breaks": []
                     *       },
                     *       "warnings": [
                     *         "SAMPLE: these figures are of a simulated country, they are not real"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Answer"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.apache.arrow.stream": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description The answer that you hold is the answer. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    ask: {
        parameters: {
            query?: {
                /** @description How the answer is written; wins over `Accept`. */
                format?: "" | "json" | "jsonl" | "csv" | "parquet" | "arrow" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Question"];
            };
        };
        responses: {
            /** @description The answer. `ETag` names it; send it as `If-None-Match` to learn that nothing changed. */
            200: {
                headers: {
                    /**
                     * @description What whoever reads the figures must know, as a JSON list of sentences in ASCII; of formats other than JSON, where `warnings` says it. Missing where there is nothing to say.
                     * @example ["SAMPLE: these figures are of a simulated country, they are not real"]
                     */
                    "X-PetroVerse-Warnings"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "schema": "petroverse.query/1",
                     *       "rows": [
                     *         {
                     *           "month": "2024-01",
                     *           "product": "gasoil",
                     *           "volume": 80499500,
                     *           "unit": "L"
                     *         },
                     *         {
                     *           "month": "2024-01",
                     *           "product": "gasoline",
                     *           "volume": 64418000,
                     *           "unit": "L"
                     *         },
                     *         {
                     *           "month": "2024-02",
                     *           "product": "gasoil",
                     *           "volume": 75764500,
                     *           "unit": "L"
                     *         },
                     *         {
                     *           "month": "2024-02",
                     *           "product": "gasoline",
                     *           "volume": 63515500,
                     *           "unit": "L"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "query": {
                     *           "measures": [
                     *             "volume"
                     *           ],
                     *           "dimensions": [
                     *             "month",
                     *             "product"
                     *           ],
                     *           "filters": [
                     *             {
                     *               "dimension": "month",
                     *               "from": "2024-01",
                     *               "until": "2024-02"
                     *             },
                     *             {
                     *               "dimension": "product",
                     *               "in": [
                     *                 "gasoil",
                     *                 "gasoline"
                     *               ]
                     *             },
                     *             {
                     *               "dimension": "source",
                     *               "in": [
                     *                 "national"
                     *               ]
                     *             }
                     *           ]
                     *         },
                     *         "sql": "WITH volume AS (…",
                     *         "row_count": 4,
                     *         "sources": [
                     *           {
                     *             "file": "national/sample-national-supply-2024.xlsx",
                     *             "sha256": "b0b5776513cc07a92f850ead538d45158ee4e7fdac76896578185670a4df4829",
                     *             "known_at": "2025-01-20T10:00:00+00:00",
                     *             "cells": 4
                     *           }
                     *         ],
                     *         "known_at": "2025-01-20T10:00:00+00:00",
                     *         "simulated": true,
                     *         "organisations": [
                     *           "sample"
                     *         ],
                     *         "breaks": []
                     *       },
                     *       "warnings": [
                     *         "SAMPLE: these figures are of a simulated country, they are not real"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Answer"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.apache.arrow.stream": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description The answer that you hold is the answer. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    sample_load_sample: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Uploaded"];
                };
            };
        };
    };
    sample_remove_the_sample: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RemovedRows"];
                };
            };
        };
    };
    graphql: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GraphqlRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GraphqlReply"];
                };
            };
        };
    };
    graphql_schema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    imports: {
        parameters: {
            query?: {
                /** @description At most so many. */
                limit?: number;
                /** @description `next_cursor` of the page before; empty for the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportsPage"];
                };
            };
        };
    };
    upload: {
        parameters: {
            query?: {
                /** @description Report only, store nothing. */
                check?: boolean;
            };
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_upload"];
            };
        };
        responses: {
            /** @description The report. With `Accept: application/x-ndjson`: a line `{"progress": {done, total, what}}` a file, then a line `{"report": …}` or `{"problem": …}`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": string;
                    "application/json": components["schemas"]["Uploaded"];
                };
            };
        };
    };
    imports_import_details: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportDetails"];
                };
            };
        };
    };
    imports_take_back: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Withdrawal"];
                };
            };
        };
    };
    imports_findings: {
        parameters: {
            query?: {
                /** @description Only of this rule. */
                rule?: string;
                severity?: "" | "blocks" | "look";
                /** @description Any text of file, sheet, cell or words. */
                file?: string;
                /** @description Only of this import. */
                import_id?: string;
                /** @description Only of this sheet, as named. */
                sheet?: string;
                /** @description At most so many. */
                limit?: number;
                /** @description `next_cursor` of the page before; empty for the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingsPage"];
                };
            };
        };
    };
    imports_editions: {
        parameters: {
            query?: {
                /** @description At most so many. */
                limit?: number;
                /** @description `next_cursor` of the page before; empty for the first page. */
                cursor?: string;
                /** @description Only versions of it. */
                slot?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EditionsPage"];
                };
            };
        };
    };
    catalogue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalogue"];
                };
            };
        };
    };
    values: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dimension: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Values"];
                };
            };
        };
    };
    export: {
        parameters: {
            query?: {
                /** @description How the answer is written; wins over `Accept`. */
                format?: "" | "json" | "jsonl" | "csv" | "parquet" | "arrow" | "xlsx";
                /** @description Datasets: only what was made known by then. */
                as_of?: string;
            };
            header?: never;
            path: {
                /** @description A dataset, or a list. */
                dataset: "indicator" | "movement" | "price" | "price_component" | "quality" | "stock" | "storage_capacity" | "volume" | "findings" | "imports" | "editions";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rows with units; JSON has `schema`, `rows`, `meta` and `warnings`. It is sent as it is read: an answer that breaks off before its end is not whole. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.apache.arrow.stream": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description The rows that you hold are the rows. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    forecast: {
        parameters: {
            query?: {
                /** @description What is forecast: `volume`. */
                measure?: string[];
                /** @description What it is split by: several by comma. What is split is forecast together, so that parts add up: companies to the market of a product, regions to the nation. */
                by?: string[];
                /** @description One limit each, as `/api/query` takes them. */
                filter?: string[];
                /** @description Show only these series; the others are forecast with them. */
                only?: string[];
                /** @description Months ahead. */
                horizon?: number;
                /** @description As it would be made from what was known then. */
                as_of?: string;
                /** @description As it stood here then; 404 where none did. */
                as_recorded?: string;
                /** @description How the answer is written; wins over `Accept`. */
                format?: "" | "json" | "jsonl" | "csv" | "parquet" | "arrow" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The forecast. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "schema": "petroverse.forecast/1",
                     *       "rows": [
                     *         {
                     *           "month": "2026-01",
                     *           "product": "gasoline",
                     *           "forecast": 65118000,
                     *           "lo80": 61402000,
                     *           "hi80": 68790000,
                     *           "lo95": 58977000,
                     *           "hi95": 71243000,
                     *           "method": "AutoETS 0.61, AutoTheta 0.39",
                     *           "is_unknown": false,
                     *           "unit": "L"
                     *         },
                     *         {
                     *           "month": "2026-02",
                     *           "product": "gasoline",
                     *           "forecast": 65118000,
                     *           "lo80": 61402000,
                     *           "hi80": 68790000,
                     *           "lo95": 58977000,
                     *           "hi95": 71243000,
                     *           "method": "AutoETS 0.61, AutoTheta 0.39",
                     *           "is_unknown": false,
                     *           "unit": "L"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "query": {
                     *           "measures": [
                     *             "volume"
                     *           ],
                     *           "dimensions": [
                     *             "product"
                     *           ],
                     *           "filters": [
                     *             {
                     *               "dimension": "source",
                     *               "in": [
                     *                 "omc"
                     *               ]
                     *             }
                     *           ],
                     *           "only": [
                     *             {
                     *               "dimension": "product",
                     *               "in": [
                     *                 "gasoline"
                     *               ]
                     *             }
                     *           ]
                     *         },
                     *         "horizon": 2,
                     *         "forecast": 1,
                     *         "known_at": "2026-01-20T10:00:00+00:00",
                     *         "made_at": "2026-01-20T10:04:11+00:00",
                     *         "simulated": true,
                     *         "breaks": []
                     *       },
                     *       "warnings": [
                     *         "SAMPLE: this is a forecast of a simulated country, it is not real"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Forecast"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.apache.arrow.stream": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description It is being made; ask again, `Retry-After` says when. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastMaking"];
                };
            };
        };
    };
    forecast_in_full: {
        parameters: {
            query?: {
                /** @description What is forecast: `volume`. */
                measure?: string[];
                /** @description What it is split by: several by comma. What is split is forecast together, so that parts add up: companies to the market of a product, regions to the nation. */
                by?: string[];
                /** @description One limit each, as `/api/query` takes them. */
                filter?: string[];
                /** @description Show only these series; the others are forecast with them. */
                only?: string[];
                /** @description Months ahead. */
                horizon?: number;
                /** @description As it would be made from what was known then. */
                as_of?: string;
                /** @description As it stood here then; 404 where none did. */
                as_recorded?: string;
                /** @description How the answer is written; wins over `Accept`. */
                format?: "" | "json" | "jsonl" | "csv" | "parquet" | "arrow" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastInFull"];
                };
            };
            /** @description It is being made; ask again, `Retry-After` says when. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastMaking"];
                };
            };
        };
    };
    forecast_history: {
        parameters: {
            query?: {
                /** @description What is forecast: `volume`. */
                measure?: string[];
                /** @description What it is split by: several by comma. What is split is forecast together, so that parts add up: companies to the market of a product, regions to the nation. */
                by?: string[];
                /** @description One limit each, as `/api/query` takes them. */
                filter?: string[];
                /** @description Show only these series; the others are forecast with them. */
                only?: string[];
                /** @description Months ahead. */
                horizon?: number;
                /** @description As it would be made from what was known then. */
                as_of?: string;
                /** @description As it stood here then; 404 where none did. */
                as_recorded?: string;
                /** @description How the answer is written; wins over `Accept`. */
                format?: "" | "json" | "jsonl" | "csv" | "parquet" | "arrow" | "xlsx";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The forecast. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "schema": "petroverse.forecast/1",
                     *       "rows": [
                     *         {
                     *           "month": "2026-01",
                     *           "product": "gasoline",
                     *           "forecast": 65118000,
                     *           "lo80": 61402000,
                     *           "hi80": 68790000,
                     *           "lo95": 58977000,
                     *           "hi95": 71243000,
                     *           "method": "AutoETS 0.61, AutoTheta 0.39",
                     *           "is_unknown": false,
                     *           "unit": "L"
                     *         },
                     *         {
                     *           "month": "2026-02",
                     *           "product": "gasoline",
                     *           "forecast": 65118000,
                     *           "lo80": 61402000,
                     *           "hi80": 68790000,
                     *           "lo95": 58977000,
                     *           "hi95": 71243000,
                     *           "method": "AutoETS 0.61, AutoTheta 0.39",
                     *           "is_unknown": false,
                     *           "unit": "L"
                     *         }
                     *       ],
                     *       "meta": {
                     *         "query": {
                     *           "measures": [
                     *             "volume"
                     *           ],
                     *           "dimensions": [
                     *             "product"
                     *           ],
                     *           "filters": [
                     *             {
                     *               "dimension": "source",
                     *               "in": [
                     *                 "omc"
                     *               ]
                     *             }
                     *           ],
                     *           "only": [
                     *             {
                     *               "dimension": "product",
                     *               "in": [
                     *                 "gasoline"
                     *               ]
                     *             }
                     *           ]
                     *         },
                     *         "horizon": 2,
                     *         "forecast": 1,
                     *         "known_at": "2026-01-20T10:00:00+00:00",
                     *         "made_at": "2026-01-20T10:04:11+00:00",
                     *         "simulated": true,
                     *         "breaks": []
                     *       },
                     *       "warnings": [
                     *         "SAMPLE: this is a forecast of a simulated country, it is not real"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Forecast"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.apache.arrow.stream": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description It is being made; ask again, `Retry-After` says when. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ForecastMaking"];
                };
            };
        };
    };
    imports_restatements: {
        parameters: {
            query?: {
                /** @description A day or an instant. */
                since?: string;
                /** @description A day or an instant; now where empty. */
                until?: string;
                /** @description By when files were taken in, or by when their publishers made them known. */
                basis?: "recorded" | "known";
                /** @description What this import changed. */
                import_id?: string;
                dataset?: "indicator" | "price" | "price_component" | "quality" | "storage_capacity" | "volume";
                /** @description Any text of name, file, sheet or cell. */
                find?: string;
                /** @description At most so many. */
                limit?: number;
                /** @description `next_cursor` of the page before; empty for the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestatementsPage"];
                };
            };
        };
    };
    imports_import_sheet: {
        parameters: {
            query?: {
                /** @description The sheet; the first where empty. */
                name?: string;
                /** @description A cell. */
                around?: string;
                /** @description At most so many rows. */
                rows?: number;
                /** @description At most so many columns. */
                columns?: number;
            };
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetView"];
                };
            };
        };
    };
    imports_import_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes as they came in. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
        };
    };
    events: {
        parameters: {
            query?: never;
            header?: {
                /** @description The last `id` heard, to go on from there. */
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description `facts`: a dataset has this version now (told of each at the beginning). `import`, `import_withdrawn`, `alias_accepted`, `alias_withdrawn`, `sample_loaded`: what was done. `alarms`: what happened to alarms. `readings`: how tanks stand that changed, as `/api/tanks/latest` tells it; ask that anew when the stream opens. `job`: how far work is (it takes the right to operate). A line that begins with a colon says that the stream lives. Keep the last `id`, also the opening's, and send it as `Last-Event-ID`: nothing is missed. `facts` are told again on each connection; `ORGANISATION:0` replays all; a number ahead of the platform's means now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example event: facts
                     *     data: {"dataset": "volume", "organisation": "public", "version": 41}
                     *
                     *     event: import
                     *     id: local:3 public:18
                     *     data: {"organisation": "public", "number": 18, "files": []}
                     *
                     *     event: readings
                     *     data: {"organisation": "local", "now": "2024-03-01T06:30:04Z", "tanks": []}
                     */
                    "text/event-stream": string;
                };
            };
        };
    };
    companies_merge_proposals_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Proposals"];
                };
            };
        };
    };
    companies_names: {
        parameters: {
            query: {
                company: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyNames"];
                };
            };
        };
    };
    companies_merges: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Merges"];
                };
            };
        };
    };
    companies_merge: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedMerge"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MergeNumber"];
                };
            };
        };
    };
    companies_undo_a_merge: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    companies_decide: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedVerdict"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyVerdictNumber"];
                };
            };
        };
    };
    companies_undo_a_verdict: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    companies_at_risk: {
        parameters: {
            query?: {
                /** @description Whose liftings: a stage of the trade. */
                source?: string;
                /** @description As it was told by then; empty for now. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompaniesAtRisk"];
                };
            };
        };
    };
    companies_company_risk: {
        parameters: {
            query: {
                company: string;
                /** @description Whose liftings: a stage of the trade. */
                source?: string;
                /** @description As it was told by then; empty for now. */
                as_of?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CompanyRisk"];
                };
            };
        };
    };
    catalogue_the_country: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Country"];
                };
            };
        };
    };
    dashboards_saved_views: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedViews"];
                };
            };
        };
    };
    dashboards_save_view: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedView"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
        };
    };
    dashboards_delete_view: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                view: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    dashboards: {
        parameters: {
            query?: {
                deleted?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DashboardList"];
                };
            };
        };
    };
    dashboards_make: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedDashboard"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
        };
    };
    dashboards_dashboard: {
        parameters: {
            query?: {
                /** @description The newest if left out. */
                version?: number | null;
            };
            header?: never;
            path: {
                dashboard: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
        };
    };
    dashboards_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dashboard: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
        };
    };
    dashboards_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dashboard: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    dashboards_dashboard_versions: {
        parameters: {
            query?: {
                /** @description At most so many. */
                limit?: number;
                /** @description `next_cursor` of the page before; empty for the first page. */
                cursor?: string;
            };
            header?: never;
            path: {
                dashboard: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DashboardVersions"];
                };
            };
        };
    };
    dashboards_restore_version: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path: {
                dashboard: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
        };
    };
    dashboards_bring_back: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path: {
                dashboard: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
        };
    };
    reports_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedReport"];
            };
        };
        responses: {
            /** @description The file. A panel whose question you may not ask, or that has no answer, says so in its place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    reports_report_of_dashboard: {
        parameters: {
            query?: {
                /** @description `pdf` or `xlsx`. */
                format?: "pdf" | "xlsx";
            };
            header?: never;
            path: {
                dashboard: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. A panel whose question you may not ask, or that has no answer, says so in its place. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    insights: {
        parameters: {
            query?: {
                /** @description A year, quarter or month; the latest one if empty. */
                period?: string;
                /** @description With no period: the half year up to then, the newest first. */
                until?: string;
                /** @description Whom they are ranked for; anybody if empty. */
                audience?: "" | "executive" | "analyst" | "regulator";
                /** @description Of this kind alone. */
                kind?: string;
                /** @description How the answer is written; wins over `Accept`. */
                format?: "" | "json" | "jsonl" | "csv" | "parquet" | "arrow" | "xlsx";
                /** @description At most so many. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The insights. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsightsAnswered"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.apache.arrow.stream": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    insights_report: {
        parameters: {
            query?: {
                /** @description A year, quarter or month; the latest one if empty. */
                period?: string;
                /** @description Whom they are ranked for; anybody if empty. */
                audience?: "" | "executive" | "analyst" | "regulator";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    insight: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                insight: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InsightTold"];
                };
            };
        };
    };
    anomalies: {
        parameters: {
            query?: {
                /** @description In this state; any if empty. */
                state?: "" | "open" | "confirmed" | "dismissed" | "snoozed";
                /** @description Of this kind alone. */
                kind?: string;
                since?: string;
                /** @description Only early warnings of smuggling. */
                warnings?: boolean;
                /** @description At most so many. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnomaliesAnswered"];
                };
            };
        };
    };
    region_signals: {
        parameters: {
            query?: {
                until?: string;
                /** @description How many months. */
                months?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegionSignals"];
                };
            };
        };
    };
    anomaly: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                anomaly: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnomalyInFull"];
                };
            };
        };
    };
    judge_anomaly: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path: {
                anomaly: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedJudgement"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnomalyTold"];
                };
            };
        };
    };
    jobs: {
        parameters: {
            query?: {
                state?: string;
                kind?: string;
                limit?: number;
                /** @description `next_cursor` of the page before; empty for the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobsPage"];
                };
            };
        };
    };
    jobs_queue: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedJob"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    jobs_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    jobs_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path: {
                job_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    jobs_retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path: {
                job_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
        };
    };
    jobs_schedules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedules"];
                };
            };
        };
    };
    jobs_add: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedSchedule"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
        };
    };
    jobs_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    jobs_pause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedPause"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
        };
    };
    network: {
        parameters: {
            query?: {
                /** @description The newest if left out. */
                version?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NetworkNow"];
                };
            };
        };
    };
    network_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` that it was read with; `0` where nothing was saved yet. */
                "If-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NetworkForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedNetwork"];
                };
            };
        };
    };
    network_export: {
        parameters: {
            query?: {
                format?: "json" | "xlsx" | "csv";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Record<string, never>;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    "application/zip": string;
                };
            };
        };
    };
    network_import: {
        parameters: {
            query?: {
                /** @description Say only what would come of it. */
                check?: boolean;
            };
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_network_import"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportedNetwork"];
                };
            };
        };
    };
    wet_stock: {
        parameters: {
            query?: {
                /** @description Such as `2024-03`; the last one that is over if empty. */
                month?: string;
                /** @description How the answer is written; wins over `Accept`. */
                format?: "" | "json" | "jsonl" | "csv" | "parquet" | "arrow" | "xlsx";
                /** @description At most so many sites. */
                limit?: number;
                /** @description `next_cursor` of the page before; empty for the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The month. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WetStock"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.apache.arrow.stream": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    wet_stock_report: {
        parameters: {
            query?: {
                /** @description Such as `2024-03`; the last one that is over if empty. */
                month?: string;
            };
            header?: never;
            path: {
                /** @description A site's id; may hold slashes. */
                place: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
        };
    };
    wet_stock_of_site: {
        parameters: {
            query?: {
                /** @description Such as `2024-03`; the last one that is over if empty. */
                month?: string;
                /** @description How the answer is written; wins over `Accept`. */
                format?: "" | "json" | "jsonl" | "csv" | "parquet" | "arrow" | "xlsx";
            };
            header?: never;
            path: {
                /** @description A site's id; may hold slashes. */
                place: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The month. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SiteStock"];
                    "application/x-ndjson": string;
                    "text/csv": string;
                    "application/vnd.apache.parquet": string;
                    "application/vnd.apache.arrow.stream": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
        };
    };
    deliveries: {
        parameters: {
            query: {
                /** @description The site. */
                place: string;
                /** @description Such as `2024-03`; the last whole one if empty. */
                month?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Deliveries"];
                };
            };
        };
    };
    save_waybills: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaybillLines"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptWaybills"];
                };
            };
        };
    };
    delete_waybill: {
        parameters: {
            query: {
                number: string;
                tank: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readings_take: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ToldMessages"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenReadings"];
                };
            };
        };
    };
    messages_set_aside: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AsideMessages"];
                };
            };
        };
    };
    readings_tanks_latest_state: {
        parameters: {
            query?: {
                /** @description Only of this site. */
                place?: string;
                /** @description At most so many. */
                limit?: number;
                /** @description `next_cursor` of the page before; empty for the first page. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LatestOfTanks"];
                };
            };
        };
    };
    readings_tank_over_time: {
        parameters: {
            query?: {
                /** @description The first instant; a day before the end if left out. */
                from?: string | null;
                /** @description The end; now if left out. */
                to?: string | null;
                /** @description At most so many. */
                points?: number;
            };
            header?: never;
            path: {
                /** @description May hold slashes, such as `S7/1`. */
                tank: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TankOverTime"];
                };
            };
        };
    };
    receivers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receivers"];
                };
            };
        };
    };
    add_receiver: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiverForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiverMade"];
                };
            };
        };
    };
    change_receiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                receiver: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiverChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiverNow"];
                };
            };
        };
    };
    remove_receiver: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                receiver: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    try_receiver: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path: {
                receiver: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trial"];
                };
            };
        };
    };
    push_key: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushKey"];
                };
            };
        };
    };
    push_subscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receivers"];
                };
            };
        };
    };
    subscribe_browser: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BrowserForm"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceiverNow"];
                };
            };
        };
    };
    unsubscribe_browser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                receiver: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    try_browser: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path: {
                receiver: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Trial"];
                };
            };
        };
    };
    notices_told: {
        parameters: {
            query?: {
                rule?: ("high" | "overfill" | "low" | "run_out" | "water" | "temperature" | "stuck" | "silent" | "sudden_loss" | "slow_loss" | "short_delivery" | "meter_drift" | "chart_error" | "reconciliation") | null;
                subject?: string;
                receiver?: string;
                before?: string | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticesTold"];
                };
            };
        };
    };
    readings_hand_over: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignedHandover"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandoverTaken"];
                };
            };
        };
    };
    gauge_protocols: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GaugeProtocols"];
                };
            };
        };
    };
    look_at_gauge: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GaugeLook"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GaugeFound"];
                };
            };
        };
    };
    add_gauge: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GaugeToSave"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedNetwork"];
                };
            };
        };
    };
    people: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["People"];
                };
            };
        };
    };
    people_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedStanding"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    people_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    people_invitations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Invitations"];
                };
            };
        };
    };
    people_new_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedInvitation"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeInvitation"];
                };
            };
        };
    };
    people_withdraw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    people_shares: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shares"];
                };
            };
        };
    };
    people_new_share: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedShare"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    people_end: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organisation: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    tokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tokens"];
                };
            };
        };
    };
    tokens_make: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, kept for 24 hours: sent again, the same request gets the same answer (with `Idempotency-Replayed: true`) and is not done twice; another request with it is refused (422). */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WantedToken"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MadeToken"];
                };
            };
        };
    };
    tokens_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    people_activity: {
        parameters: {
            query?: {
                kind?: string;
                person?: string;
                since?: string | null;
                until?: string | null;
                /** @description `next_cursor` of the page before; empty for the first page. */
                cursor?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Activity"];
                };
            };
        };
    };
}
