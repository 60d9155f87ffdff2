-- What a review of alarms asks: all that called people, or was kept quiet, within thirty days.
create index alarm_events_by_time on alarm_events (organisation, at desc)
    where word in ('raised', 'returned', 'withdrawn', 'shelved', 'by_design', 'out_of_service');
