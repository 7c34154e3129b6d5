import { Go } from "#components/ui/go.tsx";
import type { PaperStory } from "#lib/meetings/paper.ts";

/** What happened, each in a paragraph. */
export function PaperStories({ stories }: { stories: readonly PaperStory[] }) {
  return (
    <section className="paper-table">
      <h4>What happened, one by one</h4>
      {stories.map((story) => {
        const name = `${story.reference} ${story.title}`;
        return (
          <p key={story.id} className="prose">
            <b>{story.href ? <Go href={story.href}>{name}</Go> : name}.</b> {story.words}
          </p>
        );
      })}
    </section>
  );
}
