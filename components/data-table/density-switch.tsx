import { Rows3, Rows4 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";

export type DensityChoice = { current: "comfortable" | "compact"; action: (form: FormData) => Promise<void> };

export function DensitySwitch({ current, action }: DensityChoice) {
  const next = current === "comfortable" ? "compact" : "comfortable";
  const Icon = next === "compact" ? Rows4 : Rows3;
  return (
    <form action={action}>
      <Button type="submit" name="density" value={next} small icon={<Icon size={17} aria-hidden="true" />}>
        {next === "compact" ? "Compact rows" : "Comfortable rows"}
      </Button>
    </form>
  );
}
