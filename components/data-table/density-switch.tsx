import { Button } from "#components/ui/button.tsx";
import { Icon } from "#components/ui/icon.tsx";

export type DensityChoice = { current: "comfortable" | "compact"; action: (form: FormData) => Promise<void> };

export function DensitySwitch({ current, action }: DensityChoice) {
  const next = current === "comfortable" ? "compact" : "comfortable";
  return (
    <form action={action}>
      <Button type="submit" name="density" value={next} small icon={<Icon name={next} />}>
        {next === "compact" ? "Compact rows" : "Comfortable rows"}
      </Button>
    </form>
  );
}
