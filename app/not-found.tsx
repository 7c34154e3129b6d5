import type { Metadata } from "next";
import { Go } from "#components/ui/go.tsx";
import { Mark } from "#components/ui/mark.tsx";

export const metadata: Metadata = { title: "That is not here" };

export default function NotFound() {
  return (
    <main className="plain-page">
      <p className="plain-mark">
        <Mark size={32} />
        Holdfast
      </p>
      <section>
        <h1>That is not here</h1>
        <p>There is no such page, or your role does not open it.</p>
        <p>If someone sent you the address, ask them to check it, or ask your administrator about your role.</p>
        <p>
          <Go href="/">Go to your first page</Go>
        </p>
      </section>
    </main>
  );
}
