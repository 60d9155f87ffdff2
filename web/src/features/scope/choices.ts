/** Choices in groups, where a whole group can be chosen at once. */
export interface Choice {
  value: string;
  label: string;
  /** How else people call it. */
  also?: readonly string[];
}

export interface ChoiceGroup {
  /** Empty for choices that stand in no group. */
  name: string;
  label: string;
  choices: readonly Choice[];
}

const WHOLE = "group:";

/** Whether what was typed is a part of its name, or of a word for it. */
export function isMeant(choice: Choice, typed: string): boolean {
  const text = typed.trim().toLowerCase();
  return [choice.label, ...(choice.also ?? [])].some((word) => word.toLowerCase().includes(text));
}

/** Whether a group has an entry for the whole of it. */
export function hasWhole(group: ChoiceGroup): boolean {
  return group.name !== "" && group.choices.length > 1;
}

/** The entry that stands for a whole group. */
export function wholeOf(group: ChoiceGroup): string {
  return WHOLE + group.name;
}

/** What is shown as chosen: the values, and each group all of whose values are. */
export function shownAsChosen(groups: readonly ChoiceGroup[], values: readonly string[]): string[] {
  const whole = groups.filter(
    (each) => hasWhole(each) && each.choices.every(({ value }) => values.includes(value)),
  );
  return [...values, ...whole.map(wholeOf)];
}

/** The values after an entry was pressed; a whole group puts all of its values in, or takes them out. */
export function afterPress(
  groups: readonly ChoiceGroup[],
  values: readonly string[],
  shown: readonly string[],
): string[] {
  const before = shownAsChosen(groups, values);
  const pressed = [
    ...shown.filter((each) => !before.includes(each)),
    ...before.filter((each) => !shown.includes(each)),
  ];
  const group = groups.find((each) => pressed.includes(wholeOf(each)));
  if (!group) return shown.filter((each) => !each.startsWith(WHOLE));
  const own = group.choices.map((each) => each.value);
  const others = values.filter((each) => !own.includes(each));
  return shown.includes(wholeOf(group)) ? [...others, ...own] : others;
}
