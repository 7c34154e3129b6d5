import { Check, CircleUser, LogOut, type LucideIcon, MonitorSmartphone, Moon, Rows3, Rows4, Sun } from "lucide-react";
import { Button, LinkButton } from "#components/ui/button.tsx";

export type Plain = (form: FormData) => Promise<void>;
export type ShellActions = { theme: Plain; density: Plain; post: Plain; signOut: Plain };
/** Another role that the person holds, and where. */
export type Post = { id: string; words: string };
export type Preferences = {
  theme?: "light" | "dark";
  density: "comfortable" | "compact";
  /** The person's other roles, to act in one of them for the rest of the session. */
  posts: readonly Post[];
};

const colours: readonly { theme: "device" | "light" | "dark"; words: string; Icon: LucideIcon }[] = [
  { theme: "device", words: "As this device is set", Icon: MonitorSmartphone },
  { theme: "light", words: "Light colours", Icon: Sun },
  { theme: "dark", words: "Dark colours", Icon: Moon },
];

/** Plain forms: each button posts its choice, so they work without script. */
export function PreferenceForms({ preferences, actions }: { preferences: Preferences; actions: ShellActions }) {
  const compact = preferences.density === "comfortable";
  const chosen = preferences.theme ?? "device";
  return (
    <div className="prefs">
      {preferences.posts.length > 0 ? (
        <form action={actions.post}>
          <p className="xs muted">Act in another of your roles</p>
          {preferences.posts.map((post) => (
            <Button key={post.id} type="submit" name="membership" value={post.id}>
              {post.words}
            </Button>
          ))}
        </form>
      ) : null}
      <form action={actions.theme}>
        <fieldset>
          <legend className="xs muted">Colours</legend>
          {colours.map(({ theme, words, Icon }) => (
            <Button
              key={theme}
              type="submit"
              name="theme"
              value={theme}
              aria-pressed={theme === chosen}
              icon={<Icon size={17} aria-hidden="true" />}
            >
              {words}
              {theme === chosen ? <Check className="chosen" size={17} aria-hidden="true" /> : null}
            </Button>
          ))}
        </fieldset>
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
      <LinkButton href="/account" icon={<CircleUser size={17} aria-hidden="true" />}>
        Your account
      </LinkButton>
      <form action={actions.signOut}>
        <Button type="submit" icon={<LogOut size={17} aria-hidden="true" />}>
          Sign out
        </Button>
      </form>
    </div>
  );
}
