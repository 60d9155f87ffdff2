"use strict";
const EVERY_MS = 3000;
const RULES = {
  high: "Nearly full", overfill: "Overfill", low: "Low", run_out: "Runs dry soon", water: "Water at the bottom",
  temperature: "Too hot or cold", stuck: "Gauge repeats itself", silent: "Gauge says nothing", sudden_loss: "Sudden loss",
  slow_loss: "Slow loss", short_delivery: "Short delivery", meter_drift: "Meter drifts", chart_error: "Tank chart is wrong",
  reconciliation: "Month beyond the allowance",
};
const STATUS = {
  unacknowledged: "is so, and nobody has seen it", acknowledged: "is so, and somebody has seen it",
  returned_unacknowledged: "is over, and nobody has seen it", latched: "is over, and waits for its reset", normal: "is over",
};
const WORDS = {
  raised: "began", updated: "changed", returned: "ended", withdrawn: "was not so after all", acknowledged: "was acknowledged",
  reset: "was reset", shelved: "was shelved", restored: "speaks again", lapsed: "speaks again", noted: "has a note",
  by_design: "is quiet by design", out_of_service: "is out of service",
};
const at = (id) => document.getElementById(id);
const el = (name, props = {}, ...children) => {
  const made = Object.assign(document.createElement(name), props);
  made.append(...children.filter((each) => each !== null && each !== ""));
  return made;
};
const number = (value, digits = 0) => Number(value).toLocaleString(undefined, { maximumFractionDigits: digits });
const when = (text) => (text ? new Date(text).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" }) : "");
const figureOf = (value, unit) => `${number(value, unit === "m" ? 3 : unit === "L" ? 0 : 1)} ${unit}`;
const ago = (text) => {
  const minutes = Math.round((Date.now() - new Date(text)) / 60000);
  if (minutes < 2) return "just now";
  if (minutes < 120) return `${minutes} minutes ago`;
  return minutes < 2880 ? `${Math.round(minutes / 60)} hours ago` : `${Math.round(minutes / 1440)} days ago`;
};
const plural = (count, what) => `${number(count)} ${what}${count === 1 ? "" : "s"}`;

function hubWords(state) {
  const { hub, journal } = state;
  const open = journal.waiting + journal.handed;
  const waits = open ? `${plural(open, "message")} waiting here.` : "It has everything.";
  const lost = journal.given_up
    ? ` ${plural(journal.given_up, "message")} taken from ${when(journal.given_up_from)} to ${when(journal.given_up_to)} had to be given up for room.`
    : "";
  const off = Math.abs(hub.clock_off_s ?? 0) > 60 ? ` Our clock is ${number(hub.clock_off_s)} s off the hub's.` : "";
  if (hub.is_there) return `The hub is there. ${waits}${lost}${off}`;
  if (!hub.since) return `Looking for the hub. ${waits}`;
  return `The hub is away since ${when(hub.since)}. ${waits} All is kept, and sent when it is back.${lost} (${hub.fault})`;
}

async function act(deed) {
  const person = at("person").value.trim();
  if (!person) { tell("Write your name first."); at("person").focus(); return; }
  localStorage.setItem("person", person);
  const answer = await fetch("deeds", { method: "POST", headers: { "X-PetroVerse-Page": "1" }, body: JSON.stringify({ ...deed, person }) });
  const told = await answer.json();
  tell(answer.ok ? "" : `${told.what}; ${told.fix}`);
  await look(true);
}
function tell(text) { at("fault").hidden = !text; at("fault").textContent = text; }

function alarm(each) {
  const key = { rule: each.rule, subject: each.subject };
  const figure = each.value === null ? "" : `${figureOf(each.value, each.unit)}, limit ${figureOf(each.limit, each.unit)}`;
  const deeds = el("div", { className: "deeds" });
  if (each.is_unacked) deeds.append(el("button", { className: "main", onclick: () => act({ ...key, does: "acknowledge" }) }, "Acknowledge"));
  if (each.status === "latched") deeds.append(el("button", { onclick: () => act({ ...key, does: "reset" }) }, "Reset"));
  if (!each.quiet_until && !["overfill", "sudden_loss", "slow_loss"].includes(each.rule)) deeds.append(shelf(key));
  return el("li", { className: each.is_unacked ? "waits" : "seen" },
    el("div", { className: "top" }, el("strong", {}, `${RULES[each.rule] ?? each.rule}: ${each.subject}`), el("span", {}, `${each.priority} priority`)),
    el("p", {}, `It ${STATUS[each.status]}. Since ${when(each.begun_at)}.${figure ? ` ${figure}.` : ""}`),
    each.response ? el("p", {}, `What to do: ${each.response}`) : null,
    each.acknowledged_by ? el("p", { className: "soft" }, `Acknowledged by ${each.acknowledged_by}`) : null,
    each.quiet_until ? el("p", { className: "soft" }, `Shelved until ${when(each.quiet_until)}`) : null,
    deeds);
}
function shelf(key) {
  const hours = el("select", { ariaLabel: "For how long" }, ...[1, 4, 12].map((each) => el("option", { value: each }, `${each} h`)));
  const text = el("input", { placeholder: "Why", ariaLabel: "Why it is shelved", maxLength: 200 });
  const press = el("button", { onclick: () => act({ ...key, does: "shelve", hours: Number(hours.value), text: text.value }) }, "Shelve it");
  return el("details", {}, el("summary", {}, "Shelve…"), el("div", { className: "deeds" }, hours, text, press));
}
function tank(each) {
  const share = Math.max(0, Math.min(100, (100 * (each.volume_l ?? 0)) / each.safe_fill_l));
  const bar = el("i"); bar.style.width = `${share}%`;
  const more = [each.level_m == null ? "" : `${number(each.level_m * 1000)} mm`, each.temp_c == null ? "" : `${number(each.temp_c, 1)} °C`,
    each.water_m ? `water ${number(each.water_m * 1000)} mm` : ""].filter(Boolean).join(" · ");
  return el("li", {},
    el("div", { className: "top" }, el("strong", {}, each.id), el("span", { className: "soft" }, each.product)),
    el("p", { className: "figure" }, each.volume_l == null ? "no reading yet" : `${number(each.volume_l)} L`),
    el("div", { className: "bar", role: "img", ariaLabel: `${number(share)} % of the safe fill` }, bar),
    el("p", { className: "soft" }, more),
    each.at ? el("p", { className: "soft" }, `${each.quality === "good" ? "" : `${each.quality.replaceAll("_", " ")}, `}${ago(each.at)}`) : null,
    each.dry_at ? el("p", { className: "soft" }, `Runs dry about ${when(each.dry_at)}`) : null);
}

function show(state) {
  document.title = `${state.alarms.filter((each) => each.is_unacked).length || ""} ${state.place_name}`.trim();
  at("name").textContent = state.place_name;
  at("place").replaceChildren(`Gateway ${state.name}`, ...(state.simulated ? [" · ", el("span", { className: "simulated" }, "SIMULATED")] : []));
  at("hub").textContent = hubWords(state);
  at("hub").className = state.hub.is_there ? "there" : "away";
  const or = (rows, text) => (rows.length ? rows : [el("li", { className: "soft" }, text)]);
  at("alarms").replaceChildren(...or(state.alarms.map(alarm), state.is_watched ? "Nothing waits for anybody." : "Nothing is watched yet: the hub has not told which tanks and rules there are."));
  at("tanks").replaceChildren(...or(state.tanks.map(tank), "No tank is known yet."));
  at("gauges").replaceChildren(...or(state.gauges.map((each) => el("li", {}, `${each.id} (${each.protocol}): ${each.fault || "tells"}`)), "No gauge is known yet."));
  at("lines").replaceChildren(...or(state.lines.map((each) =>
    el("li", {}, `${when(each.at)}: ${each.subject}, ${(RULES[each.rule] ?? each.rule).toLowerCase()}: ${WORDS[each.word] ?? each.word}${each.person ? ` by ${each.person}` : ""}${each.text ? `: ${each.text}` : ""}`)), "Nothing yet."));
}
async function look(isForced = false) {
  const isBusy = document.querySelector("details[open]") || at("alarms").contains(document.activeElement);
  try {
    const state = await (await fetch("state.json")).json();
    if (isForced || !isBusy) show(state);
    else { at("hub").textContent = hubWords(state); }
  } catch { at("hub").textContent = "This page cannot reach its gateway; it tries again."; at("hub").className = "away"; }
}
at("person").value = localStorage.getItem("person") ?? "";
look(true);
setInterval(look, EVERY_MS);
