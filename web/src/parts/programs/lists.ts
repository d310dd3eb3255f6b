import { useQuery } from '../../api/query.ts';
import { genresQuery, topicsQuery } from './queries.ts';

/** Names of topics and genres, by code; empty while they are on their way. */
export function useTopicAndGenre(): { topicOf: (code: string) => string; genreOf: (code: string) => string } {
  const topics = useQuery(topicsQuery).data?.items ?? [];
  const genres = useQuery(genresQuery).data?.items ?? [];
  const nameIn = (list: typeof topics | typeof genres) => (code: string) =>
    list.find((one) => one.code === code)?.name.vi ?? '';
  return { topicOf: nameIn(topics), genreOf: nameIn(genres) };
}
