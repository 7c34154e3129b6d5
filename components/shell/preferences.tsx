import { LogOut, Moon, Rows3, Rows4, Sun } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

export type Plain = (form: FormData) => Promise<void>;
export type ShellActions = { theme: Plain; density: Plain; signOut: Plain };
export type Preferences = { theme?: "light" | "dark"; density: "comfortable" | "compact" };

/** Plain forms: each button posts its choice, so they work without script. */
export function PreferenceForms({ preferences, actions }: { preferences: Preferences; actions: ShellActions }) {
  const compact = preferences.density === "comfortable";
  const wanted = preferences.theme ? [preferences.theme === "dark" ? "light" : "dark"] : ["light", "dark"];
  return (
    <div className="prefs">
      <form action={actions.theme}>
        {wanted.map((theme) => (
          <Button key={theme} type="submit" name="theme" value={theme} icon={<ThemeIcon dark={theme === "dark"} />}>
            {theme === "dark" ? "Dark colours" : "Light colours"}
          </Button>
        ))}
      </form>
      <form action={actions.density}>
        <Button
          type="submit"
          name="density"
          value={compact ? "compact" : "comfortable"}
          icon={compact ? <Rows4 size={17} aria-hidden="true" /> : <Rows3 size={17} aria-hidden="true" />}
        >
          {compact ? "Compact rows" : "Comfortable rows"}
        </Button>
      </form>
      <form action={actions.signOut}>
        <Button type="submit" icon={<LogOut size={17} aria-hidden="true" />}>
          Sign out
        </Button>
      </form>
    </div>
  );
}

function ThemeIcon({ dark }: { dark: boolean }) {
  return dark ? <Moon size={17} aria-hidden="true" /> : <Sun size={17} aria-hidden="true" />;
}
