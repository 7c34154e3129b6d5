"use client";

import { Button, LinkButton } from "#components/ui/button.tsx";
import { Icon, type IconName } from "#components/ui/icon.tsx";

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

const colours: readonly { theme: "device" | "light" | "dark"; words: string; icon: IconName }[] = [
  { theme: "device", words: "As this device is set", icon: "device" },
  { theme: "light", words: "Light colours", icon: "light" },
  { theme: "dark", words: "Dark colours", icon: "dark" },
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
          {colours.map(({ theme, words, icon }) => (
            <Button
              key={theme}
              type="submit"
              name="theme"
              value={theme}
              aria-pressed={theme === chosen}
              icon={<Icon name={icon} />}
            >
              {words}
              {theme === chosen ? <Icon name="chosen" /> : null}
            </Button>
          ))}
        </fieldset>
      </form>
      <form action={actions.density}>
        <Button
          type="submit"
          name="density"
          value={compact ? "compact" : "comfortable"}
          icon={<Icon name={compact ? "compact" : "comfortable"} />}
        >
          {compact ? "Compact rows" : "Comfortable rows"}
        </Button>
      </form>
      <LinkButton href="/account" icon={<Icon name="person" />}>
        Your account
      </LinkButton>
      <form action={actions.signOut}>
        <Button type="submit" icon={<Icon name="leave" />}>
          Sign out
        </Button>
      </form>
    </div>
  );
}
