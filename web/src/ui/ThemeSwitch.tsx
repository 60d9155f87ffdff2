import { Moon, Screen, Sun } from "./icons";
import { Segmented } from "./Segmented";
import { chooseTheme, useTheme, type Theme } from "./theme";

const THEMES = [
  { value: "system", label: "System", icon: Screen },
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
] as const;

/** Lets the system or the person decide how light the page is. */
export function ThemeSwitch({ compact = false }: { compact?: boolean }) {
  return (
    <Segmented<Theme>
      label="Theme"
      name={compact ? "theme-compact" : "theme"}
      options={THEMES}
      value={useTheme()}
      onChange={chooseTheme}
      iconsOnly
    />
  );
}
