import { words } from "../words/ui";
import { Moon, Screen, Sun } from "./icons";
import { Segmented } from "./Segmented";
import { chooseTheme, useTheme, type Theme } from "./theme";

const THEMES = [
  { value: "system", label: words.themes.system, icon: Screen },
  { value: "light", label: words.themes.light, icon: Sun },
  { value: "dark", label: words.themes.dark, icon: Moon },
] as const;

/** Lets the system or the person decide how light the page is. */
export function ThemeSwitch({ compact = false }: { compact?: boolean }) {
  return (
    <Segmented<Theme>
      label={words.theme}
      name={compact ? "theme-compact" : "theme"}
      options={THEMES}
      value={useTheme()}
      onChange={chooseTheme}
      iconsOnly
    />
  );
}
