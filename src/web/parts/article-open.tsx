// The window of an article: its title, what it is about and, where it was taken in, its text. Not here: the citation that opens it; see article.tsx.
import { useQuery } from '@tanstack/react-query'
import { Button } from 'react-aria-components/Button'
import { DialogTrigger } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { articleAbout } from '../law/article-about.ts'
import { useLocale } from '../locale.tsx'
import { ArticleText } from './article-text.tsx'
import { Link } from './link.tsx'
import { Waiting } from './waiting.tsx'
import './menu.css'

type Props = { readonly article: string; readonly short: string; readonly label: string }

export function ArticleOpen({ article, short, label }: Props) {
  return (
    <DialogTrigger defaultOpen>
      <Button className="gr-article" aria-label={label}>
        {short}
      </Button>
      {/* A popover without a Dialog inside is one itself, its hidden "dismiss" buttons included. */}
      <Popover className="gr-popover" placement="bottom start" aria-label={short}>
        <div className="gr-article-card">
          <ArticleAbout article={article} short={short} />
        </div>
      </Popover>
    </DialogTrigger>
  )
}

function ArticleAbout({ article, short }: { article: string; short: string }) {
  const { t, locale } = useLocale()
  const about = useQuery(articleAbout(article))
  return (
    <>
      <h3>
        {short}
        {about.data ? `: ${about.data.title[locale]}` : ''}
      </h3>
      {about.isPending ? <Waiting lines={2} /> : null}
      {about.isError ? <p className="gr-muted">{t('part.article.unknown')}</p> : null}
      {about.data ? (
        <>
          <p>{about.data.summary[locale]}</p>
          <p className="gr-small gr-muted">{t('part.article.inferred')}</p>
          {about.data.text ? <ArticleText text={about.data.text} /> : null}
          {about.data.url ? (
            <p>
              <Link href={about.data.url} target="_blank">
                {t('part.article.source')}
              </Link>
            </p>
          ) : null}
        </>
      ) : null}
    </>
  )
}
