### Every sentence that a person can read, in English. Plain, warm, short.
### A status is always said in words; a symbol may stand beside it, never instead of it.

## Goals and filters

goal-empty = Tell me what you want to be able to do, for example “learn sql” or “become a nurse aide”.
goal-only-time = That is a time, and what do you want to be able to do? Say it like “learn sql, 3h/week for 6 weeks”.
goal-too-long = That is more than I can take in. Please say it in at most { $limit } characters, for example “learn sql for my job”.
filter-unknown = There is no filter “{ $name }”. There are: { $names }.
filter-value-unknown = “{ $value }” is not something { $name } can be. Choose one of: { $values }.
filter-language-unreadable = “{ $value }” is not a language code. Use two letters, for example en, es or fr.
topic-unknown = I have no topic “{ $topic }”. The nearest are: { $topics }.

filter-shown-by = shown by { $kind }
filter-cost-free = free
filter-cost-paid = paid
filter-cost-subscription = by subscription
filter-language = in { $language }
filter-topic = on { $topic }
filter-credit = with a claim of college credit

## Budgets. `parse_budget` reads every reading back to the same budget (tests/wording/test_budget_wording.py):
## keep the words of the amounts readable to it. It steps over what stands in "(= …)".

amount-minutes = { $minutes } min
amount-hours = { NUMBER($hours, useGrouping: 0, maximumFractionDigits: 2) } h
amount-hours-minutes = { NUMBER($hours, useGrouping: 0) } h { $minutes } min
amount-days = { $count ->
    [one] { $count } day
   *[other] { NUMBER($count, useGrouping: 0) } days
}
amount-weeks = { $count ->
    [one] { $count } week
   *[other] { NUMBER($count, useGrouping: 0, maximumFractionDigits: 6) } weeks
}
amount-months = { $count ->
    [one] { $count } month
   *[other] { NUMBER($count, useGrouping: 0, maximumFractionDigits: 2) } months
}
about = about { $amount }
# $year is text: numbers would be grouped.
calendar-date = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }

budget-weekly = { $amount } a week
budget-total = { $amount } in all
budget-for = for { $weeks }
budget-within = within { $weeks }
budget-until = until { $date }
budget-joined = { $first } { $second }
budget-capped = { $reading }, at most { $total }
budget-follows-both = { $first }, { $second }
budget-with-consequence = { $reading } (= { $follows })

## What would have to change in a budget

change-weekly = at { NUMBER($hours, useGrouping: 0, maximumFractionDigits: 1) } h/week
change-weeks = for { $weeks }
change-deadline = by { $date }
change-total = with { NUMBER($hours, useGrouping: 0, maximumFractionDigits: 1) } h in all

## Budgets that are refused: one sentence and three examples

-budget-examples = “20h”, “3h/week for 6 weeks” or “30 min a day until 15 March”
budget-nothing = I found no time in that; tell me what you have, for example { -budget-examples }.
budget-unreadable = I could not make out “{ $text }” as a time you have; try it like { -budget-examples }.
budget-unit-missing = Is “{ $text }” hours, days or weeks? Say it like { -budget-examples }.
budget-ambiguous = I can read “{ $text }” in two ways and would rather not guess; try it like { -budget-examples }.
budget-ambiguous-date = “{ $text }” is two different days in two countries, so please write the month as a word: { -budget-examples }.
budget-text-too-long = That is a long text for a budget; in up to { $limit } characters, try { -budget-examples }.
budget-not-positive = I can only plan with some time above zero, for example { -budget-examples }.
budget-week-too-long = Even the busiest week has only 168 hours; try { -budget-examples }.
budget-deadline-past = That day leaves no time, as it is today or already past; try a later one, as in { -budget-examples }.
budget-too-large = That is more time than anyone has; try { -budget-examples }.

## The verdict on a budget

fit-fits = fits
fit-may_fit = may fit
fit-near_miss = near miss
fit-too_long = too long
fit-unknown = time not stated
fit-needs-hours = depends on your hours

## What a credential takes


effort-range = { $min } to { $max }
effort-estimated-range = about { $min } to { $max }, estimated
effort-exact = { $min }
effort-estimated-exact = about { $min }, estimated
effort-at-least = at least { $min }
effort-at-most = up to { $max }
effort-not-stated = not stated
effort-median-range = { $min } to { $max }, as members took it
elapsed-prescribed = { $weeks } on a set calendar
elapsed-self-paced = self-paced
elapsed-self-paced-typical = self-paced, usually { $weeks }
weeks-range = { $min } to { $max } weeks
days-range = { $min } to { $max } days
weeks-exact = { $min ->
    [1] 1 week
   *[other] { $min } weeks
}
weeks-from = { $min ->
    [1] 1 week or more
   *[other] { $min } weeks or more
}
cost-free = free
cost-free_to_audit = free to audit, certificate paid
cost-free_for_members = free for members
cost-subscription = subscription
cost-paid = paid
cost-not_stated = cost not stated
cost-with-amount = { $cost } ({ $amount } { $currency })
level-beginner = for beginners
level-intermediate = intermediate
level-advanced = advanced
level-mixed = for several levels
kind-lessons = lessons
kind-quiz = quiz
kind-exam = exam
kind-portfolio = portfolio
kind-project = project
kind-practice = practice
kind-attendance = attendance
kind-prior_credential = prior credential
kind-formality = formality
credit-claim = Credit: { $claim } (as the source says; { $checked })
checked-on = checked { $date }
checked-on-snapshot = checked { $date }, facts of { $year }

## Why

field-title = title
field-skill = skills
field-topic = topics
field-issuer = issuer
field-summary = description
field-task = tasks
why-same = “{ $said }” is in its { $field }{ $found }
why-found = : { $found }
why-prefix = “{ $said }” begins { $found } ({ $field })
why-related_form = “{ $said }” is close to { $found } ({ $field })
why-typo = “{ $said }” read as { $found } ({ $field })
why-another_name = “{ $said }” is another name for { $found }
why-concept = “{ $said }” points to { $found }
why-server_word = “{ $said }” is this server's word for { $found }
why-time-fits = your { $total } cover { $effort }
why-time-may-fit = your { $total } may cover { $effort }
why-time-may-fit-open = your { $total } cover the minimum, { $effort }
why-time-near = your { $total } fall a little short of { $effort }
why-time-too-long = your { $total } fall far short of { $effort }
why-time-weeks = { $weeks } at your { $weekly } a week ({ $effort })
why-time-not-stated = the issuer states no hours
why-calendar-may-be-late = its calendar of { $weeks } may end after your time
why-calendar-late = its calendar of { $weeks } ends after your time
would-fit = { $changes }
would-fit-from = { $changes }; may already fit { $from }
would-may-fit = { $changes }, if its minimum is enough
or = { $first } or { $second }

## The answer

answer-heard = You want: { $goal }
answer-heard-time = Your time: { $reading }
answer-filters = Only: { $filters }
answer-found = { $count ->
    [1] One credential matches what you want.
   *[other] { $count } credentials match what you want.
}
answer-weak = I am not sure that I understood. This comes closest:
answer-none = I know nothing that fits this. Try other words, or say what you want to be able to do.
answer-none-closest = I know nothing that fits this. The closest I have, which may be about something else:
answer-nothing-fits = Nothing that matches fits your time. These come closest:
answer-hours-unknown = I cannot say whether these fit your time, because their issuers state no hours:
answer-best-too-long = What matches best takes far more time than you have. Within your time, this comes closest:
answer-needs-hours = How many hours a week do you have? Then I can say what fits, for example “3h/week for 6 weeks”.
answer-too-long-left-out = { $count ->
    [1] One more matches, but takes far more time.
   *[other] { $count } more match, but take far more time.
}
answer-longer = { $count ->
    [1] This one matches too, but takes far more time than you have:
   *[other] These { $count } match too, but take far more time than you have:
}
answer-unexplained = I found nothing about: { $words }.
answer-no-filter-match = Nothing passes these filters. Try it without one of them.
column-number = #
column-credential = Credential
column-fit = Fit
column-effort = Work
column-elapsed = Calendar
column-cost = Cost
label-fit = Fit: { $text }
label-effort = Work: { $text }
label-elapsed = Calendar: { $text }
label-cost = Cost: { $text }
label-would-fit = Would fit: { $text }
label-why = Why: { $text }
label-next-reason = { $first }; { $second }
label-issuer = From { $issuer }
label-level = { $level }, in { $language }
label-shown-by = Shown by { $kinds }
label-tasks = What you do
label-tasks-more = … and { $count } more
task-with-time = { $title } ({ $time })
label-link = Link: { $url }
label-source = Source: { $source } ({ $checked })
label-effort-basis = Hours: { $note }
label-prior = Needs first: { $title }
label-before = Needs first: { $what }
before-with-effort = { $title } ({ $effort })
before-in-all = { $what }: { $effort } before you start
label-door = Also at { $issuer }: { $facts }
choices-offered = That is a wide field. Add one of these to narrow it: { $choices }.
choice-counted = { $topic } ({ NUMBER($count, useGrouping: 0) })
label-listed = { $first }, { $second }
label-twin = Also at { $issuer }: { $url }
label-twin-named = Also at { $issuer }

## The catalogue: reading files and judging them

# Refusals of a whole file
catalogue-file-missing = There is no file or folder { $path }. Check the path and try again.
catalogue-path-unreadable = { $path } cannot be opened ({ $detail }). Check the path and its permissions.
catalogue-file-not-one = { $path } is not a catalogue file. Give a file that ends in one of: { $suffixes }
catalogue-folder-empty = The folder { $path } holds no catalogue file (.jsonl or .json). Give another folder, or a file.
catalogue-seed-missing = The catalogue that comes with Badger is not at { $path }. Install Badger again.

# Where a problem stands: put before the message of the problem
catalogue-place = { $file } line { $line }:
catalogue-place-credential = { $file } line { $line }, { $id }:

# A file as a whole
catalogue-file-unreadable = The file cannot be opened ({ $detail }). Check its permissions.
catalogue-file-too-large = The file is larger than { $limit_mib } MiB. Split it into smaller ones.
catalogue-file-empty = The file holds no credential. Add one a line, or leave the file out.
catalogue-too-many-rows = There are more than { $limit } credentials. Split them into several imports.
catalogue-list-expected = A .json file is a list of credentials and starts with "[". For one credential a line, name the file .jsonl.
catalogue-list-broken = The list breaks off or goes on wrongly after this credential. Look for a missing comma or bracket.

# A row that is no JSON
catalogue-encoding-wrong = Byte { $byte } is not UTF-8. Save the file as UTF-8.
catalogue-json-broken = This is not JSON at column { $column } ({ $detail }). Look for a missing comma, quote or bracket.
catalogue-json-refused = This is not JSON that can be used ({ $detail }).
catalogue-json-too-deep = This is nested too deeply for a credential. Write it as in docs/catalogue.md.
catalogue-number-not-one = This holds { $value }, which is not a number. Write the real number, or leave it out.
catalogue-number-too-long = This holds a number with thousands of digits. Write the real number.
catalogue-row-not-object = A credential starts with "{"{"}" and ends with "{"}"}". Write it as in docs/catalogue.md.
catalogue-key-twice = The key { $key } stands twice in one object. Keep one of them.
catalogue-id-twice = This id is taken already by { $file } line { $line }. Give the new credential an id of its own.

# A field
catalogue-field-missing = { $field } is missing. Add it.
catalogue-field-unknown = { $field } is not a field. Mend its name, or take it out.
catalogue-field-wrong = { $field } is wrong: { $detail }
catalogue-word-unknown = { $field } cannot be "{ $value }". It is one of: { $words }
catalogue-number-wrong = { $field } cannot be { $value }: { $detail }
catalogue-text-too-long = { $field } is too long. Keep it to { $limit } characters.
catalogue-text-unclean = { $field } is empty, has blanks at an end, or holds a line break or an invisible character. Write it as one clean line.
catalogue-id-malformed = { $field } cannot be "{ $value }". An id has small letters, digits and single hyphens, such as first-aid-2.
catalogue-task-id-malformed = { $field } cannot be "{ $value }". A task's id is the credential's id, a full stop and a number, such as first-aid-2.1.
catalogue-link-malformed = "{ $value }" is not a link that people can open. Use http:// or https:// and the name of a public site.
catalogue-currency-malformed = { $field } cannot be "{ $value }". Use three capital letters, such as USD.
catalogue-date-malformed = "{ $value }" is not a date. Write 2026-11-23 or 2026-11.
catalogue-language-unknown = "{ $value }" is not a language code. Use two small letters, such as en or es.
catalogue-range-crossed = { $field } is below its lower end. Swap the two.
catalogue-amount-without-currency = There is a price without its currency. Add cost_currency, such as USD.
catalogue-currency-without-amount = There is a currency without a price. Add cost_amount, or take cost_currency out.
catalogue-credential-misplaced = { $field } names a credential, but only a requirement of the kind prior_credential can. Change the kind, or take it out.

# The judgement of the whole
catalogue-id-repeated = The id stands on several credentials. Give each one of its own.
catalogue-task-id-repeated = The task id { $task } stands on several tasks. Give each one of its own, and never use an old one again.
catalogue-tasks-missing = There is no task to tick off. Add at least one.
catalogue-effort-insane = The hours are not more than 0, above { $limit }, or crossed. Check them against the source.
catalogue-task-hours-insane = The hours of the task { $task } are not more than 0, above { $limit }, or crossed. Check them against the source.
catalogue-effort-basis-contradiction = The effort's basis is { $basis }, which contradicts the hours. Use not_stated exactly where there are no hours.
catalogue-confidence-contradiction = The effort's confidence is { $confidence }, which contradicts the hours. Use none exactly where there are no hours.
catalogue-minimum-contradiction = Use the confidence minimum_only exactly where there is a lower end and no upper one.
catalogue-task-sum-off = The hours of the tasks do not add up to the effort. Have a look at both.
catalogue-weeks-insane = The weeks are not more than 0, above { $limit }, or crossed. Check them against the source.
catalogue-weeks-twice = Weeks are either prescribed or typical. Keep one of the two.
catalogue-facts-after-check = The facts are of { $value }, which is after they were checked. Mend one of the dates.
catalogue-cost-contradiction = The cost is { $cost }, and yet there is a price. Mend one of the two.
catalogue-topic-unknown = "{ $topic }" is not among the topics. Use a word of data/topics.txt, or add it there.
catalogue-prior-unknown = The prior credential { $other } is not in the catalogue. Mend its id, or take it out.
catalogue-prior-cycle = This credential comes before itself, by way of its prior credentials. Break the circle.
catalogue-twin-unknown = The twin { $other } is not another credential of the catalogue. Mend its id, or take it out.
catalogue-twin-one-sided = { $other } is named as a twin, but does not name this one. Name each the other's twin.
catalogue-reviewed-pair-unknown = reviewed-near-duplicates.txt names "{ $pair }", which is not a pair of credentials of the catalogue. Mend the line, or take it out.
catalogue-near-duplicate = "{ $title }" looks like { $other }. If they are one course, name each the other's twin; if not, add the pair to reviewed-near-duplicates.txt.

# The end of a report
catalogue-check-done = { $credentials ->
        [one] { $credentials } credential
       *[other] { $credentials } credentials
    } read, { $errors ->
        [0] no error
        [one] { $errors } error
       *[other] { $errors } errors
    }, { $notes ->
        [0] nothing to look at
        [one] { $notes } thing to look at
       *[other] { $notes } things to look at
    }.
catalogue-severity-error = error
catalogue-severity-note = look at
concept-unreadable = “{ $line }” in data/concepts is no concept. Write “what people say = what it means” or “… -> …”.
concept-leads-nowhere = In data/concepts “{ $said }” leads to “{ $term }”, which no credential holds. Mend the term, or take it out.
catalogue-more-problems = … and { $count } more.
catalogue-refused = { $path } is not used: { $count ->
    [1] one thing in it is wrong.
   *[other] { $count } things in it are wrong.
} Each is listed below; mend them and try again.
catalogue-empty = { $path } holds no credential. Give a file with at least one.

## The catalogue: keeping it

entry-unknown = There is no credential “{ $id }” here. Choose one from the suggestions while you type.
entry-not-gone = “{ $id }” is neither retired nor hidden here. Choose one that is.
entry-not-own = There is nothing of your own about “{ $id }” here. Choose another credential.
reason-missing = Say why, in a few words: members who work on it will read it.
reason-too-long = Say why in at most { $limit } characters.
successor-unknown = “{ $id }” cannot take its place, because it is not another credential that is seen here. Choose one from the suggestions.
version-unknown = “{ $id }” has no version { $number } here. Choose one from its history.
undo-too-late = There is nothing to take back any more: it was changed since. Its history has every version.
looked-already = Somebody looked at “{ $title }” today already, and it is as it was.
stale-days-wrong = Give a number of days from 0 to { $most }, for example 180.
merge-same = These two are one entry already. Choose two different credentials.
merge-circle = “{ $drop }” cannot become “{ $keep }”, because something would then have to be earned before itself. Mend the prior credentials first.

## The catalogue: what is retired or hidden, and a server's own words

credential-hidden = “{ $title }” is not shown in this server. Look around with /credential browse.
credential-retired = “{ $title }” is retired here ({ $reason }). Look around with /credential browse.
credential-replaced = “{ $title }” is retired here ({ $reason }). In its place: “{ $successor }”.
word-too-short = A word needs at least two letters or digits. Try a longer one, such as k8s.
word-too-long = A word has at most { $limit } characters. Try a shorter one, such as k8s.
word-says-nothing = “{ $word }” is said of anything, so it would get in the way of every search. Choose a word that names one thing.
word-frequent = Many credentials here hold “{ $word }”, and members who say it mean those. Choose a word that is not taken.
word-taken = “{ $word }” has a meaning here already: { $meaning }. Take it away first with /catalog-alias remove.
word-unknown = This server has no word “{ $word }” of its own. Choose one from the suggestions while you type.
words-too-many = This server has { $limit } words of its own, and more would slow the search down. Take one away first.
meaning-missing = Say what the word means: a credential from the suggestions, or other words, such as Kubernetes.
meaning-too-long = A meaning has at most { $limit } characters. Say it shorter, or choose a credential.
meaning-same = “{ $word }” cannot mean itself. Say it in other words.

## The catalogue: importing a file

# The report
import-progress = Importing { $file }
import-row = Line { $line }, { $id }: { $outcome }
import-row-nameless = Line { $line }: { $outcome }
import-row-said = { $row }: { $said }
import-outcome-added = added
import-outcome-changed = changed
import-outcome-unchanged = unchanged
import-outcome-refused = refused
import-counts = { $added } added, { $changed } changed, { $unchanged } unchanged, { $refused } refused.
import-count-added = { $state ->
    [done] { $count } added
   *[ahead] { $count } to add
}
import-count-changed = { $state ->
    [done] { $count } changed
   *[ahead] { $count } to change
}
import-row-added = new
import-row-changed = changed
import-row-unchanged = unchanged
import-row-refused = refused
import-count-unchanged = { $count } unchanged
import-count-refused = { $count } refused
report-column-line = line
report-column-id = id
report-column-title = title
report-column-outcome = outcome
report-column-problems = what is wrong
report-column-notes = what to look at
report-cut = …,,The rest is too long for one message.
import-is-dry-run = A dry run: nothing was changed.
import-more-rows = … and { $count } more rows; --report writes all of them to a file.
import-refused = Nothing was imported, because { $count ->
    [1] one row of { $file } is refused
   *[other] { $count } rows of { $file } are refused
}. Mend what is listed and import the file again.

# Refusals of a whole file: nothing of it is taken
import-suffix-unknown = { $name } is not a file that can be imported. Its name must end in one of: { $suffixes }
import-file-empty = The file holds no credential. Write one a row, under a heading where it is a table.
import-file-too-large = The file is larger than { $limit_mib } MiB. Split it into smaller ones.
import-archive = This is an archive or a workbook. Unpack it, or save the table as CSV (UTF-8), and import that.
import-utf16 = The file is written in UTF-16. Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”).
import-not-utf8 = Line { $line } is not UTF-8, perhaps Latin-1 or Windows-1252. Save the file as UTF-8 (in a spreadsheet: “CSV UTF-8”).
import-nul = Byte { $byte } is a NUL, which no text holds. Save the file as plain text in UTF-8.
import-web-page = This is a web page or XML. Download the file itself and import that.
import-json-as-csv = This is JSON under the name of a table. Name it .json, .jsonl or .jsonld.
import-not-json = A { $suffix } file begins with “{"{"}” or “[”, and this one does not. Name it after what it is (.csv for a table).
import-ctdl-as-json = This is CTDL JSON-LD. Name it .jsonld.
import-list-as-lines = This is one list of credentials. Name it .json; a .jsonl file has one credential a line.
import-too-many-rows = There are more than { $limit } credentials. Split them into several imports.
import-too-slow = Reading the file takes too long. Split it into smaller ones.
import-too-heavy = Reading the file takes too much memory. Split it into smaller ones.
import-csv-semicolons = The columns are parted by semicolons. Save the table with commas (“CSV UTF-8, comma delimited”). If your spreadsheet always writes semicolons, open the table in another one, such as LibreOffice or Google Sheets, and save it there.
import-csv-tabs = The columns are parted by tabs. Save the table with commas (“CSV UTF-8, comma delimited”).
import-csv-bars = The columns are parted by bars. Save the table with commas (“CSV UTF-8, comma delimited”).
import-csv-no-header = The first line names no column “{ $column }”. Write the names of the columns there; a sample shows them.
import-csv-column-unknown = There is no column “{ $column }”. Mend its name, or take it out.
import-csv-column-twice = The column “{ $column }” stands twice. Keep one of them.
import-csv-broken = The table breaks off at line { $line } ({ $detail }). Look for a quote that is not closed.
import-too-deep = The file is nested too deeply for a catalogue. Export it again from where it comes.
import-json-broken = Line { $line } is not JSON ({ $detail }). Look for a missing comma, quote or bracket.
import-number-not-one = The file holds { $value }, which is not a number. Write the real number, or leave it out.
import-number-too-long = The file holds a number with thousands of digits. Write the real number.
import-key-twice = The key “{ $key }” stands twice in one object. Keep one of them.
import-ctdl-nothing = The file holds no credential of CTDL. Each needs a type such as ceterms:Badge or ceterms:Certification.

# Refusals of a row
import-csv-cells = The row has { $cells } values, and there are { $columns } columns. Look for a comma without quotes around its text.
import-number-unreadable = { $field } cannot be "{ $value }". Write a plain number, such as 2.5.
import-number-not-whole = { $field } cannot be "{ $value }". Write a whole number, such as 36.
import-task-unreadable = { $field } holds "{ $value }", which is not a task. Write one a line, such as: quiz | Pass the test | 0.5 | 1
import-ctdl-kind-unknown = The catalogue has no place for a { $kind }. Take the row out.
import-ctdl-gone = This can no longer be earned ({ $status }). Take the row out.
import-id-twice = This id stands on line { $line } already. Give each credential one of its own, or keep one of the rows.
import-task-id-taken = The task id { $task } belongs to { $other }. Give each task one of its own, and never use an old one again.

# What a person should look at
import-topic-missing = no topic is stated: put under “{ $topic }”
import-topic-new = “{ $topic }” is a new topic. Is it spelt as you mean it?
import-tasks-missing = no tasks are stated: the whole is one task
import-language-assumed = no language is stated: taken as “{ $language }”
import-ctdl-kind-open = its type does not say what it is: taken as a micro-credential
import-issuer-link = the issuer is a link only: named after its host, { $issuer }
import-hours-from-duration = its length is stated in hours: taken as work, not as a calendar
import-duration-prose = its length is stated in words only: kept as a note, no hours
import-requirement-kind-assumed = its conditions do not say of what kind they are: taken as lessons

## Discord: the catalogue as files

command-catalog-import = Bring a file of credentials into this server's catalogue; without a file, see how
option-catalog-import-file = A file that ends in .csv, .json, .jsonl or .jsonld, at most 8 MiB
option-catalog-import-dry_run = Yes: only look. No: import at once if nothing is refused
command-catalog-export = Download the whole catalogue as this server sees it
option-catalog-export-format = The kind of file
choice-format-csv = CSV, for a spreadsheet
choice-format-json = JSON
choice-format-ctdl = CTDL JSON-LD, for other catalogues
import-sample-title = Import a list of credentials
import-sample-fill = Download the table below and write one credential in each row. Leave out the columns that you do not need.
import-sample-send = Send it with /catalog import and choose it as the file.
import-sample-check = I say what would become of each row. Nothing changes before you press Import.
import-sample-formats = JSON, JSON lines and CTDL JSON-LD work as well, up to 8 MiB and 10,000 rows.
import-working = Going through { $file }: { $percent } percent done.
import-the-file = the file
import-verdict-refused = Nothing was imported: a file goes in whole or not at all. Mend { $count ->
    [1] this row
   *[other] the refused rows
} and send the file again.
import-verdict-nothing = There is nothing to import: the catalogue has all of it already.
import-verdict-applied = Imported. Members find it from now on.
import-verdict-waiting = Nothing is changed yet. Have a look, then import it.
import-verdict-dry = A dry run: nothing was changed. Send it again without dry_run to import it.
import-line = Line { $line }
import-rows-more = { $count ->
    [1] … and one more row, in the report below.
   *[other] … and { $count } more rows, in the report below.
}
button-import = { $count ->
    [1] Import this row
   *[other] Import these { $count } rows
}
button-discard = Discard
import-discarded = { $file } is discarded. Nothing was changed.
button-undo-import = Undo the import
import-undone = { $count ->
    [1] The import of { $file } is taken back: its one entry is as it was before.
   *[other] The import of { $file } is taken back: its { $count } entries are as they were before.
}
undo-import-named = The import cannot be taken back, because “{ $id }” names an entry of it. Change that one first.
upload-gone = I do not hold this file any more: it was discarded, a newer one took its place, or it is over a day old. Send it again with /catalog import.
upload-imported = { $file } was imported already. There is nothing more to do.
file-not-fetched = I could not fetch { $file } from Discord. Please send it again.
command-catalog-check = See what is missing or wrong in this server's catalogue
check-title = Check of the catalogue
check-own = { $count ->
    [0] Your own entries: there are none yet.
    [one] Your own entry: { $said }.
   *[other] Your own { $count } entries: { $said }.
}
check-below = { $count ->
    [one] The other one that members see: { $said }.
   *[other] The other { $count } that members see: { $said }.
}
check-counts = { $errors ->
        [0] { $notes ->
            [0] nothing to mend
           *[other] nothing to mend, { $notes } to look at
        }
       *[other] { $errors } to mend, { $notes } to look at
    }
check-severity-error = to mend
check-severity-note = to look at
check-line = ({ $severity }): { $said }
check-more = { $count ->
    [1] … and one more entry, in the table below.
   *[other] … and { $count } more entries, in the table below.
}
check-column-whose = whose
check-column-severity = how grave
check-column-id = id
check-column-title = title
check-column-problem = what to do
check-whose-own = this server's own
check-whose-below = from below
check-none = Nothing to mend: { $own } of your own and { $below } others look as they should.
select-mend = Open an entry to mend it …
check-near-duplicate = It looks like “{ $title }” from { $issuer }. If they are one, join them with /catalog merge.
check-effort-missing = No hours are stated, so it fits nobody's time. Add its time.
check-effort-baseless = Nobody says where its hours come from. Add a word on that to its time.
check-tasks-missing = Its one task is the whole of it. Add its steps with /catalog-task add.
check-topic-missing = It has no topic. Add one, so that it is found by browsing.
check-skills-missing = It names no skills. Add some: members search by what they want to be able to do.
check-cost-missing = Its cost is not stated. Add it, even if it is free.
export-title = The whole catalogue
export-how = { $count ->
    [1] As members of this server see it now, in one file.
   *[other] As members of this server see it now, in { $count } files.
}
export-again = { $count ->
    [1] Change what you like and bring it back with /catalog import.
   *[other] Each file can be changed and brought back with /catalog import by itself.
}
export-too-large = { $count } credentials do not fit into ten files. Whoever runs me can export them with “badger catalogue export”.

## The conversation

conversation-welcome = Badger knows { $count } credentials. Tell me what you want to be able to do.
conversation-hint = A number shows one result in full. “quit” ends it, and so does Ctrl-D.
conversation-goal = What do you want to be able to do?
conversation-time = How much time do you have? (“3h/week for 6 weeks”, “20h”, or Enter for any)
conversation-time-again = How much time do you have? (Enter: still { $reading }; “any” for any)
conversation-time-help = Say it like { -budget-examples }; Enter goes on, “quit” ends it.
conversation-hours = And how many hours a week? (“3h”, or Enter if you do not know)
conversation-quit-words = quit exit bye q
conversation-help-words = help ?
conversation-any-words = any all
conversation-number-unknown = { $count ->
    [0] There is no result to show yet. Tell me a goal first.
    [1] There is one result above: type 1.
   *[other] There are results 1 to { $count } above.
}
conversation-bye = Good luck, and see you soon.
conversation-prompt = { ">" }{ " " }

## The command line

cli-description = Badger: advice on the credentials that fit your goal and your time.
cli-epilog =
    Examples:
      badger advise
      badger advise "learn sql" --time "3h/week for 6 weeks"
      badger catalogue check
cli-run = run the bot, on Discord or in a sandbox on this machine
cli-run-epilog =
    With a token (DISCORD_TOKEN or DISCORD_TOKEN_FILE) it runs on Discord; without one, on a terminal, in the sandbox.

    Examples:
      badger run --sandbox
      badger run --sandbox --port 9000
      badger run --live
cli-run-sandbox = play Discord on this machine: a page in the browser to try Badger on, token or not
cli-run-live = run on Discord, and stop with a sentence where there is no token
cli-run-port = the port of the sandbox's page (8350, or a free one, unless told)
cli-port-wrong = --port takes a whole number from 0 (any free one) to { $most }.
cli-advise = advise on a goal, or talk where no goal is given
cli-advise-epilog =
    Examples:
      badger advise "learn sql" --time "3h/week for 6 weeks"
      badger advise "first aid" --time "a weekend" --cost paid
      badger advise "quiero aprender marketing" --language es --json
      badger advise                      (a conversation)
cli-goal = what you want to be able to do, in your own words
cli-time = the time you have: "20h", "3h/week for 6 weeks", "30 min a day until 15 March"
cli-level = beginner, intermediate, advanced or mixed
cli-shown-by = what you show it by: lessons, quiz, exam, portfolio, project, practice, attendance, prior-credential
cli-cost = free (also to audit, and for members), paid or subscription
cli-language = two letters: en, es, fr ...
cli-topic = a topic of the catalogue, for example teaching
cli-credit = only where somebody claims or recommends college credit
cli-limit = how many results at most ({ $default } unless told)
cli-json = print one JSON object
cli-catalogue-file = a catalogue file or folder to use in place of Badger's own
cli-evaluate = answer every query of a file and measure the answers
cli-evaluate-epilog =
    Example:
      badger evaluate tests/queries/dev_queries.jsonl --rankings rankings.jsonl
cli-queries = a JSON Lines file of queries, with judgements or without
cli-rankings = write what was answered to this file, one JSON object a query
cli-catalogue = look after the catalogue
cli-catalogue-epilog =
    Examples:
      badger catalogue import courses.csv --dry-run
      badger catalogue export --format csv > courses.csv
      badger catalogue check
cli-catalogue-import = bring a file of credentials into the catalogue, whole or not at all
cli-catalogue-export = write the whole catalogue to standard output
cli-import-file = a file that ends in .csv, .json, .jsonl or .jsonld (CTDL)
cli-import-report = write what becomes of every row to this file, as a table (CSV)
cli-report-over-file = The report would overwrite the file to import. Choose another place for --report.
cli-import-dry-run = only say what would become of each row
cli-export-format = csv, json or ctdl
cli-server = the id of a server, to act on its own layer; without it, on the layer that all servers here see
cli-server-wrong = --server takes the id of a server, a whole number. On Discord: Developer Mode, then “Copy Server ID”.
cli-catalogue-check = judge every field of every credential
cli-backup = make a backup of the database while Badger runs
cli-backup-epilog =
    Without FILE it goes into the folder "backups" beside the database, with the time as its name, and old ones
    there are deleted. It prints where the backup is; take it to another machine. A database on PostgreSQL has
    pg_dump for this.

    Examples:
      badger backup
      badger backup /mnt/usb/badger.sqlite3
cli-backup-file = where to write the backup; nothing may be there yet
cli-keep-days = delete Badger's own backups that are older than so many days ({ $default } unless told)
cli-keep-days-wrong = --keep-days takes a whole number from 1 to { $most }.
cli-restore = put a backup in the place of the database
cli-restore-epilog =
    Stop Badger first. What is there now is kept beside the database, in the folder "backups", and who had their
    data erased after the backup is erased again. A database on PostgreSQL has pg_restore for this: restore into
    a new database, and let it forget who was erased with --replay-erasures-from and the address of the old one.

    Examples:
      badger restore backups/badger-20261124T183000Z.sqlite3 --force
      badger restore --replay-erasures-from postgresql+psycopg://badger@localhost/badger_old
cli-restore-file = the backup, as "badger backup" made it
cli-restore-force = replace a database that holds data
cli-replay-erasures = only erase here whom the database at this address had erased
cli-limit-wrong = --limit takes a whole number from 1 to { $most }.
cli-interrupted = Stopped.
cli-write-failed = I cannot write { $path }: { $cause }. Choose another place.
cli-not-a-query-file = { $path } is not a file of queries of at most { $most_mib } MiB. Check the path.
cli-rankings-over-queries = The rankings would overwrite the queries. Choose another place for --rankings.
cli-no-output = There is nowhere to write the answer. Open the standard output.
cli-output-failed = The answer could not be written: { $cause }. Choose another place.
cli-read-failed = I cannot read { $path }: { $cause }. Check the path.
queries-line-unreadable = Line { $line } of the queries is not a query. Each line is one JSON object with at least "query".
setting-wrong = The setting { $name } cannot be used: { $cause }.
token-missing = There is no bot token. Set DISCORD_TOKEN or DISCORD_TOKEN_FILE (the README says where to get one), or try “badger run --sandbox”.
token-file-unreadable = I cannot read the token from { $path }. Check the path of DISCORD_TOKEN_FILE and its permissions.
token-malformed = The bot token is empty or holds blanks or strange letters. Copy it again from Discord's developer page.
token-refused = Discord does not accept the bot token. Copy it again from Discord's developer page (Bot, Reset Token).
discord-unreachable = I cannot reach Discord ({ $cause }). Check the network, then start me again.
port-taken = Port { $port } of this machine is taken. Choose another one with { $setting }.
run-sandbox-open = Open the address above in a browser to try Badger. Ctrl-C ends it.
run-invite = Invite Badger to a server: { $url }
sandbox-try-find = Learn SQL in 3 hours a week
sandbox-try-compare = Compare a teachers' portfolio with a course
sandbox-try-browse = Look around in the catalogue
unexpected = Something went wrong on my side (error { $error_id }). Please try again; the log has the cause.

## Evaluation

evaluation-title = { $count ->
    [1] One query, { $judged } judged
   *[other] { $count } queries, { $judged } judged
}
figure-ndcg_at_5 = nDCG@5
figure-hit_at_1 = hit@1
figure-hit_at_5 = hit@5
figure-over_budget_in_5 = over budget in the top 5, labelled so
figure-must_not_in_5 = must-not in the top 5
figure-no_match_recall = hopeless queries recognised
figure-false_no_match_rate = good queries refused
figure-none = not judged

## Discord: answers

answer-heard-time-remembered = Your time: { $reading }, with the { $hours } a week that I remember
page-of = Page { $page } of { $pages }
shared-by = Shared by { $name }
option-issuer-fit = { $issuer }, { $fit }
select-details = Details of …
select-compare = { $most ->
    [2] Compare both …
   *[other] Compare 2 to { $most } …
}
select-narrow = A wide field: which part of it?
select-hours = How many hours a week do you have?
hours-choice = { $hours ->
    [1] 1 hour a week
   *[other] { $hours } hours a week
}
hours-other = Another number …
time-form-title = Your time
time-form-label = How much time do you have?
hours-form-title = Your hours a week
hours-form-label = How many hours a week do you have?
hours-form-example = 4, 2.5h or 30 min a day
hours-unreadable = I could not make hours a week out of “{ $text }”; write them like “4”, “2.5h” or “30 min a day”.
button-back = Back
button-more = More
button-back-to-results = Back to results
button-longer = { $count ->
    [1] Show the longer one
   *[other] Show the { $count } longer ones
}
button-share = Share
button-shared = Shared
button-mine = My own answer
button-change-hours = Change my hours
button-browse = Look around
button-fix = Fix it
button-without-time = Without a time

## Discord: what goes wrong

command-outdated = Discord still shows you an older version of this command. Reload Discord (Ctrl-R, or close the app), then try again.
discord-forbidden = Discord does not let me do that here. Ask a moderator whether I may see this channel and write in it.
component-gone = This belongs to an older answer of mine and does not work any more. Ask again with /find.
moderators-only = { $place ->
    [direct] This works in a server only, for moderators with the permission “{ $permission }”. Go to your server and use it there.
   *[server] This is for moderators: it needs the permission “{ $permission }”. Ask somebody who runs this server to do it, or to give you the permission.
}
permission-manage-server = Manage Server
permission-manage-messages = Manage Messages
not-your-answer = This answer belongs to somebody else. Ask with /find to get your own.
search-gone = I do not keep this search any more (they are kept for 30 days). Ask again with /find.
shared-already = This was shared already; look a little further down in the channel.
share-nowhere = There is nobody here to share it with. Use Share in a server.

## Discord: commands. A command's id is `command-NAME`, an option's `option-COMMAND-NAME` or, where it means
## the same everywhere, `option-NAME`, a choice's `choice-OPTION-VALUE`.

command-find = Find the credentials that fit your goal and your time
option-goal = What you want to be able to do, in your own words
option-time = The time you have, such as 3h/week for 6 weeks
option-level = How much one must know before starting
option-shown_by = What you would like to show it by
option-cost = What it may cost
option-language = The language of the credential
option-topic = A topic of the catalogue
option-credit = Only where somebody claims or recommends college credit
option-share = Let everybody in this channel see the answer
choice-level-beginner = for beginners
choice-level-intermediate = intermediate
choice-level-advanced = advanced
choice-level-mixed = for several levels
choice-shown_by-lessons = lessons
choice-shown_by-quiz = quiz
choice-shown_by-exam = exam
choice-shown_by-portfolio = portfolio
choice-shown_by-project = project
choice-shown_by-practice = practice
choice-shown_by-attendance = attendance
choice-shown_by-prior_credential = prior credential
choice-cost-free = free (also to audit, and for members)
choice-cost-paid = paid
choice-cost-subscription = subscription
menu-find = Find a credential for this
time-choice = ✓ { $reading }
time-hint = I cannot read this yet. Write it like “3h/week for 6 weeks” or “20h”
time-example-weekly = 3h/week for 6 weeks
time-example-total = 20h
time-example-daily = 30 min a day until 15 March
time-completions = h a week|h in all|weeks
credential-choice = { $title } – { $issuer }

## Discord: direct messages and mentions

server-which = You learn in more than one server with me. Which one shall our direct messages be about? I ask only once.
select-server = Choose a server
server-unseen = a server that I cannot see right now
server-not-yours = You have nothing with me in that server. Choose one of the others.
message-without-words = There are no words in that message that I could go by. Tell me your goal with /find.
languages-common = en es fr de pt it zh ja ar hi
# What people write that is no goal, in any case and with any marks; "*" holds whatever comes after.
small-talk-thanks = thanks|thank you|thx|thanks a lot|thank you very much|ok|okay|great|cool|nice|good bot|good night|bye
small-talk-overview = hi|hello|hey|hi there|hello there|hey there|hi badger|hello badger|hey badger|good morning|good evening|yo|help|help me|please help|how do i start|how do i begin|how does this work|how do you work|how does it work|what can you do|what do you do|who are you|what is this|what are you|are you there|are you a bot|start|begin|get started|commands|info|test
small-talk-start = log|log time|log a task|log my*|log 1*|log 2*|log 3*|log 4*|log 5*|log 6*|log 7*|log 8*|log 9*|how do i log*|i finished a task*|i finished the task*|i finished chapter*|i finished lesson*|i finished module*|i completed chapter*|i completed lesson*|i completed module*|i did chapter*|i did lesson*|i did module*|undo|done
small-talk-progress = progress|my progress|what is my progress|whats my progress|show my progress|show me my progress|how far am i|how am i doing|where am i|history|my history
small-talk-me = settings|my settings|my data|export my data|download my data|delete my data|erase my data|delete me|erase me|forget me|remove my data|my profile
small-talk-remind = remind me*|reminder|reminders|my reminder|stop reminding me
small-talk-thanks-answer = Any time. I am here when you want to go on.

## Comparing

aspect-effort = Work
aspect-elapsed = Calendar
aspect-proof = Proof
aspect-requirements = Tasks
aspect-cost = Cost
validity-not-stated = not stated
validity-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
validity-months = { $count ->
    [one] 1 month
   *[other] { $count } months
}
label-validity = Valid for: { $text }
aspect-credit = College credit
aspect-validity = Valid for
aspect-level = Level
aspect-language = Language
aspect-credential_type = Kind
requirement-tasks = { $kind } ({ $count })
credit-unclaimed = nobody claims any
proof-none = nothing but taking part
type-micro-credential = micro-credential
type-badge = badge
type-course-certificate = course certificate
type-verified-course-certificate = verified course certificate
type-specialization = specialization
type-professional-certificate = professional certificate
type-certification = certification
type-licence = licence
compare-differences = What differs
compare-same = { $count ->
    [2] The same in both
   *[other] The same in all
}

## Discord: one credential, the catalogue, help

label-why-list = Why
button-page = The issuer's page
button-page-of = { $number }. Issuer's page
button-back-to-list = Back to the list
browse-all = Everything I know: { $total ->
    [1] one credential
   *[other] { $total } credentials
}
browse-some = { $what }: { $total ->
    [1] one credential
   *[other] { $total } credentials
}
browse-topic = On { $topic }
browse-issuer = From { $issuer }
browse-topic-issuer = On { $topic } from { $issuer }
select-topic = Choose a topic …
topic-count = { $count ->
    [1] one credential
   *[other] { $count } credentials
}
browse-none = There is none of that here. Try without the topic or the issuer.
command-credential-show = Show one credential in full
option-credential-show-credential = The credential, by its title
command-credential-browse = Look around in the catalogue
option-issuer = Who awards it
command-credential = Look at one credential, or look around
command-compare = Put two to four credentials side by side, differences first
option-first = One credential, by its title
option-second = Another to put beside it
option-third = A third
option-fourth = A fourth
command-help = What Badger does, and how to ask
option-help-topic = What you would like to know
help-select = More about …
help-topic-find = Finding what fits
help-topic-time = Saying how much time you have
help-topic-compare = Comparing
help-topic-browse = Looking around
help-topic-words = Asking in plain words
help-topic-keep = Keeping the catalogue
help-topic-privacy = What I keep
help-text-overview =
    I am Badger. Tell me what you want to be able to do and how much time you have; I tell you which credentials fit, and why.
    Try /find goal: learn sql time: 3h/week for 6 weeks
    Or write to me: @Badger I want to learn sql, I have 3 hours a week until March
    Then /start what you like, and /log what you do, alone or together (/group list). Answers are only for you unless you share them.
help-text-find =
    /find takes your goal in your own words. Say your time too, and I say what fits, what may fit, and what would have to change for a near miss.
    Work is what you do, in hours. Calendar is how many weeks the issuer sets; self-paced means that you decide.
    level, shown_by, cost, language, topic and credit narrow it down.
help-text-time =
    Say it as you would to a friend: { -budget-examples }.
    While you type into time, I show how I read it.
    Without weekly hours I ask for them once, and remember them for you: they count whenever you name no time. “Without my hours” under an answer leaves them out, and /me settings changes them.
help-text-compare =
    /compare puts two to four credentials side by side: what differs comes first, then what is the same.
    Under an answer of mine, choose two or more in “Compare …”.
help-text-browse =
    /credential browse shows the catalogue by topic and issuer, /credential show one credential in full.
    Everything I say of a credential has a source and the month in which somebody looked.
    Something is missing or wrong? /credential suggest and /credential report tell the moderators, and I tell you what became of it.
help-text-words =
    Mention me in a channel and I answer there, with nothing personal in it; the button below opens your own answer.
    In a direct message, just write. On a message of anybody: right-click, Apps, “Find a credential for this”.
help-text-keep =
    For moderators who may manage the server: /catalog add takes a new credential in a minute, /catalog import a whole list. Members find it at once.
    /catalog edit, retire and merge change what is there, and /catalog history brings any version back. Nothing is lost.
    /catalog queue holds what members suggest and report. /catalog stale and check say what to look at again. /catalog-alias teaches me your members' own words.
help-text-privacy =
    I keep what you asked for 30 days, so that the buttons under my answers work. Your hours, your settings and what you start and log I keep until you erase them.
    /me export gives you all of it as files. /me erase lets me forget you, here or everywhere; backups made before are gone after 30 days, unless whoever runs me keeps them otherwise.
    I cannot read a channel where nobody mentions me. I show nobody what is yours unless you share it.
mention-how-to = Tell me what you want to be able to do, and how much time you have, for example: “@Badger I want to learn sql, I have 3 hours a week until March”. /help says more.
help-unknown = I have no help on “{ $topic }”. Choose one of: { $topics }.

## On Discord: searches and catalogue

credential-unknown = { $count ->
    [0] I have no credential “{ $named }”. Look around with /credential browse.
   *[other] I have no credential “{ $named }”. The nearest are: { $titles }.
}
credential-ambiguous = “{ $title }” is offered by several: { $issuers }. Choose one from the suggestions while you type.
compare-named-twice = “{ $title }” is named twice. Choose different credentials to compare.
compare-too-few = A comparison needs two credentials. Name one more.
compare-too-many = At most { $limit } credentials can be compared at once. Leave some out.
issuer-unknown = { $count ->
    [0] I have nothing from “{ $issuer }”. Choose an issuer from the suggestions while you type.
   *[other] I have nothing from “{ $issuer }”. The nearest are: { $issuers }.
}

## Keeping members from something

command-server = Look after this server
command-server-block = Keep a member from suggesting, from announcing, or from all of it
command-server-unblock = Let a member suggest and report again, or see who may not
option-server-block-member = Whom
option-server-unblock-member = Whom; leave it out to see who is kept from what
option-what = From what
option-server-block-reason = Why, for the other moderators
choice-what-suggesting = suggesting and reporting
choice-what-everything = all that members can send to others
block-done = { $name } is kept from { $what } here from now on. /server unblock lets them again.
block-there = { $name } is kept from { $what } here already. /server unblock lets them again.
unblock-done = { $name } may suggest and report here again.
block-self = You cannot block yourself. Choose another member.
block-bot = Bots cannot be blocked, as they suggest nothing. Choose another member.
block-none = They are kept from nothing here. /server unblock without a member shows who is.
block-unknown = I cannot keep a member from that. Choose one of the two in the list.
blocks-title = Kept from something here
blocks-empty = Nobody is kept from anything here.
blocks-line = from { $what }
blocks-reason = Why: { $reason }
blocks-by = By { $name }
select-unblock = Let again …
member-gone = a member who left
member-erased = an erased member

## Tasks that a moderator changes

command-catalog-task = Change the tasks of a credential in this server's catalogue
command-catalog-task-add = Add a task
command-catalog-task-edit = Change a task's title, kind or time
command-catalog-task-move = Move a task to another place
command-catalog-task-remove = Remove a task
option-catalog-task-add-credential = The credential, by its title
option-catalog-task-edit-credential = The credential, by its title
option-catalog-task-move-credential = The credential, by its title
option-catalog-task-remove-credential = The credential, by its title
option-catalog-task-add-title = What to do, in a few words
option-catalog-task-edit-title = Its new title
option-catalog-task-add-kind = What it is; as the task before it where you leave this out
option-catalog-task-edit-kind = What it is
option-catalog-task-add-minutes = How long it takes, such as 45, 1h30 or 1-2h
option-catalog-task-edit-minutes = How long it takes, such as 45, 1h30 or 1-2h; “unknown” takes the time away
option-catalog-task-add-after = The task before it; at the end where you leave this out
option-catalog-task-edit-task = The task, by its title or number
option-catalog-task-move-task = The task, by its title or number
option-catalog-task-remove-task = The task, by its title or number
option-catalog-task-move-position = Its new number in the list, from 1
choice-kind-lessons = lessons
choice-kind-quiz = quiz
choice-kind-exam = exam
choice-kind-portfolio = portfolio
choice-kind-project = project
choice-kind-practice = practice
choice-kind-attendance = attendance
choice-kind-prior_credential = prior credential
choice-kind-formality = formality
task-choice = { $number }. { $task }
task-added = Added “{ $task }” as task { $position } of { $total }. Members see it from now on.
task-edited = Changed task { $position } of { $total }, “{ $task }”. Members see it from now on.
task-moved = Moved “{ $task }”: it is task { $position } of { $total } now.
task-removed = Removed “{ $task }”. { $total ->
    [one] One task is left.
   *[other] { $total } tasks are left.
}
task-undone = Undone. These are the tasks again:
tasks-before = … { $count ->
    [one] one task before
   *[other] { $count } tasks before
}
button-undo = Undo
task-title-missing = A task needs a title. Say in a few words what to do, for example “Take the final quiz”.
task-title-too-long = That is a long title. Keep it to { $limit } characters.
task-minutes-unreadable = I could not make out “{ $text }” as a time. Write it like “45”, “1h30” or “1-2h”; a number alone is minutes.
task-minutes-out-of-range = A task takes more than 0 minutes and less than { $limit } hours, the shorter time first. Write it like “45”, “1h30” or “1-2h”.
task-kind-unknown = A task cannot be “{ $kind }”. Choose a kind from the list.
task-unknown = There is no task “{ $named }” in “{ $title }”. Choose one from the suggestions while you type, or give its number.
task-ambiguous = { $count } tasks have “{ $named }” in their title. Choose one from the suggestions while you type, or give its number.
task-unchanged = That is what “{ $title }” says already, so nothing has changed.
task-nothing-wished = Say what to change: the title, the kind or the minutes.
task-there-already = “{ $title }” is task { $position } already, so nothing has moved.
task-is-last = “{ $title }” is the only task, and a credential needs one to tick off. Change it with /catalog-task edit, or take the whole credential out with /catalog retire.
tasks-too-many = More than { $limit } tasks of one kind in a row are too many to tick off. Remove one first, or say two as one.
task-undo-late = This has been changed again since, so I have undone nothing. /catalog history shows every change and can go back to any.

## Suggesting and reporting

command-credential-suggest = Suggest a credential that is missing here
command-credential-report = Tell the moderators that something is wrong with a credential
option-credential-report-credential = The credential, by its title
option-credential-report-reason = What is wrong
option-credential-report-note = What the moderators should know, in your own words
choice-reason-outdated = out of date
choice-reason-wrong_time = the time is wrong
choice-reason-wrong_cost = the cost is wrong
choice-reason-broken_link = the link does not work
choice-reason-duplicate = it is there twice
choice-reason-misleading = misleading
choice-reason-other = something else
menu-suggest = Suggest as credential
suggest-form-title = Suggest a credential
suggest-ask-title = What it is called
suggest-ask-link = The page about it
suggest-ask-issuer = Who awards it, if you know
suggest-ask-time = How long it takes, if you know
suggest-ask-kinds = What one shows, if you know
suggest-sent = Thank you. The moderators see “{ $title }” in their queue; I tell you what became of it.
suggest-waits = You suggested “{ $title }” before, and it still waits for the moderators. I tell you what became of it.
suggest-alike = { $count ->
    [1] Is it this one? It is here already.
   *[other] Is it one of these? They are here already.
}
report-sent = Thank you. The moderators see your report on “{ $title }” in their queue; I tell you what became of it.
report-waits = You reported that about “{ $title }” before, and it still waits for the moderators. I tell you what became of it.
report-reason-unknown = Choose one of the reasons in the list.
proposal-note-too-long = Please say it in at most { $limit } characters.
select-show = Show …
button-show = Show it
button-send-anyway = Send anyway
button-change-it = Change it
button-suggest-again = Change it and send again
proposing-blocked = The moderators of this server do not take suggestions and reports from you at the moment. Ask one of them if you think that is a mistake.
proposals-too-many = { $limit } things of yours wait for the moderators already. Please let them read those first.
proposing-nowhere = Use this in the server whose moderators should see it.
proposal-gone = I do not find that any more. Look at what waits with /catalog queue.
proposal-decided = That is decided already. Look at what waits with /catalog queue.
suggestion-gone = I do not keep that any more. Begin anew with /credential suggest.
not-there-any-more = You are not in that server any more, so its moderators cannot take it.
outcome-suggestion-accepted = What you suggested in { $server } is in the catalogue now: “{ $title }”. Thank you!
outcome-suggestion-refused = The moderators of { $server } did not take what you suggested: “{ $title }”.
outcome-report-accepted = The moderators of { $server } have dealt with what you reported about “{ $title }”. Thank you!
outcome-report-refused = The moderators of { $server } looked at what you reported about “{ $title }”, and leave it as it is.
outcome-answer = They say: { $answer }

## The moderators' queue

command-catalog-queue = What members suggest and report, the oldest first
queue-title = { $total ->
    [1] One thing waits
   *[other] { $total } things wait
}
queue-empty = Nothing waits. Members suggest with /credential suggest and report with /credential report.
queue-suggestion = Suggestion
queue-report = Report: { $reason }
queue-by = by { $name }
queue-left = { $left ->
    [0] The last one.
    [1] One more waits.
   *[other] { $left } more wait.
}
queue-field-issuer = Issuer
queue-field-link = Link
queue-field-time = Time
queue-field-kinds = Proof
queue-not-said = Not said: { $fields }.
queue-assumed = Accept takes the site for the issuer and lessons for the proof, where they are not said.
queue-same = { $count ->
    [1] Somebody else suggests the same page: Accept takes both.
   *[other] { $count } more suggest the same page: Accept takes all of them.
}
queue-note = They say
queue-alike = { $count ->
    [1] Perhaps it is here already:
   *[other] Perhaps it is one of these:
}
queue-reported-gone = It is not in the catalogue of this server any more.
queue-decided-accepted = { $name } accepted this already.
queue-decided-refused = { $name } refused this already.
queue-said-accepted = In the catalogue now: “{ $title }”. { $told }
queue-said-done = Done: “{ $title }”. { $told }
queue-said-retired = Retired: “{ $title }”. { $told }
queue-said-refused = Refused: “{ $title }”. { $told }
queue-tells = I tell the member.
queue-tells-nobody = Who sent it erased their data, so nobody is told.
select-queue = Look at …
button-queue = Back to the queue
button-queue-waiting = Members' queue ({ $count })
button-next = The next one
button-accept = Accept
button-edit-accept = Edit and accept
button-edit-entry = Edit the entry
button-report-done = Done
button-retire = Retire it
button-refuse = Refuse
queue-refuse-title = Refuse
queue-refuse-ask = Why? The member reads it.
queue-refuse-example = We list only what is free to start.
queue-done-title = Done
queue-done-ask = A word to the member, if you like
queue-done-example = The new price is in. Thanks!
queue-retire-title = Retire it
queue-retire-ask = Why? Members who work on it read it.
queue-retire-example = The course has ended.
refusal-reason-missing = Say why, in a few words: the member will read it.

## Tasks that only say the kind of proof

task-of-lessons = Do the lessons
task-of-quiz = Pass the quiz
task-of-exam = Pass the exam
task-of-portfolio = Hand in the portfolio
task-of-project = Finish the project
task-of-practice = Do the practice
task-of-attendance = Take part
task-of-prior_credential = Earn what comes before
task-of-formality = Do the paperwork

## Discord: keeping the catalogue

command-catalog-retire = Retire a credential: members see why, and what takes its place
command-catalog-restore = Bring back what was retired or hidden in this server
command-catalog-history = See every change of a credential, and restore any version
command-catalog-stale = See what somebody should look at again
command-catalog-merge = Make one entry of two, and send members to the one you keep
option-catalog-retire-credential = The credential, by its title
option-catalog-retire-reason = Why: members who look for it read this
option-successor = What takes its place
option-catalog-restore-credential = What is retired or hidden here
option-catalog-history-credential = Anything that this server ever changed
option-days = Not looked at for so many days (180 where you leave this out)
option-keep = The entry to keep
option-drop = The entry to retire in its favour
entry-choice = { $title } – { $state }
entry-published = published here
entry-retired = retired here
entry-hidden = hidden here
entry-inherited = as it comes with Badger
retire-done = Retired “{ $title }”. Members do not find it here any more.
retire-said = Who looks for it reads: { $reason }
restored-here = “{ $title }” is back.
undo-done = Undone.
go-back-done = Version { $number } is restored, as a new version.
state-published = Members see “{ $title }” as this server has it.
state-retired = Members do not see “{ $title }”: it is retired.
state-hidden = Members do not see “{ $title }”: it is hidden.
state-inherited = Members see “{ $title }” as it comes with Badger.
state-unseen = Members do not see “{ $title }”.
retire-form-title = Retire a credential
retire-form-reason = Why? Members read this.
retire-form-example = It is no longer offered
button-history = History
button-newer = Newer
button-older = Older
button-newest = Newest
button-restore-version = Restore this version
button-back-to-history = Back to the history
button-looked-again = Looked again: still right
button-edit = Edit
button-merge = Merge
select-version = Open a version …
history-title = History of “{ $title }”
history-option = Version { $number }: { $change }
history-first = first written here
history-reason = Why: { $reason }
history-successor = In its place: “{ $title }”
history-hidden = Members do not see it any more.
history-inherited = This server says nothing of its own about it any more.
history-seen-again = Members see it again.
history-said = { $reason }
history-more = … { $count ->
    [one] one more change
   *[other] { $count } more changes
}
version-whole = As it was then
change-added = added
change-changed = changed
change-retired = retired
change-restored = restored
change-hidden = hidden
change-dropped = own form given up
actor-command-line = the command line
part-title = Title
part-issuer = Issuer
part-platform = Platform
part-link = Link
part-summary = Summary
part-credential_type = Kind
part-level = Level
part-language = Language
part-topics = Topics
part-skills = Skills
part-study_forms = How one studies
part-effort = Work
part-effort_note = Basis of the hours
part-weeks = Calendar
part-tasks = Tasks
part-requirements = What it asks for
part-cost = Cost
part-credit = College credit
part-validity = Valid for
part-source = Source
part-checked = Checked
part-twins = Also at
part-source-of = { $reference } ({ $licence })
part-source-facts = { $source }, facts of { $facts }
difference = { $part }: { $before } → { $after }
difference-new = { $part }: now { $after }
difference-gone = { $part }: no longer { $before }
difference-added = { $part }, added: { $items }
difference-removed = { $part }, taken away: { $items }
difference-detail = { $part }: a detail changed
difference-task-added = Task added: { $task }
difference-task-removed = Task removed: { $task }
difference-task-changed = Task: { $before } → { $after }
difference-tasks-reordered = Tasks: in another order
stale-title = { $count ->
    [0] Nothing to look at again
    [one] One credential to look at again
   *[other] { $count } credentials to look at again
}
stale-what = Not looked at for { $days } days, without hours, or reported. Longest ago first.
stale-none = Everything was looked at within { $days } days, has hours, and nobody reported anything.
stale-reported = { $count ->
    [one] one open report
   *[other] { $count } open reports
}
stale-effort = its hours are not stated
stale-nothing = There is nothing to look at again here.
stale-below = This comes with Badger. “Looked again” keeps a copy for this server, dated today; changes that come with later versions of Badger are not seen here then. Its history leads back.
select-stale = Look at …
looked-again-done = “{ $title }” counts as checked today.
merge-title = Merge two entries
merge-keep = Keep: “{ $title }”, from { $issuer }
merge-drop = Retire: “{ $title }”, from { $issuer }
merge-taken = What is taken over
merge-nothing-taken = Nothing: what you keep has all of it.
merge-retires = Members who look for “{ $title }” are sent to the one you keep.
merge-words = { $count ->
    [one] This server's word { $words } leads to the one you keep.
   *[other] { $count } of this server's words lead to the one you keep: { $words }
}
merge-others = { $count ->
    [one] This names the one you keep then: { $titles }
   *[other] These { $count } name the one you keep then: { $titles }
}
merge-reason = it is the same as “{ $title }”
merge-done = Merged: “{ $keep }” is kept, and “{ $drop }” leads to it.
merge-undone = Undone: there are two entries again, and “{ $title }” is back.
merge-gone = One of the two is not in the catalogue any more. Use /catalog merge again.

## Discord: a server's own words

command-catalog-alias = The words that members of this server use
command-catalog-alias-add = Let a word mean a credential or other words: k8s means Kubernetes
command-catalog-alias-remove = Take a word away
command-catalog-alias-list = See this server's own words
option-catalog-alias-add-word = What members say, such as k8s
option-means = What it means: a credential from the list, or other words
option-catalog-alias-remove-word = One of this server's words
word-added = From now on “{ $word }” means { $meaning } here.
word-leads-nowhere = Nothing in the catalogue holds that yet, so it leads nowhere until something does.
word-removed = “{ $word }” has no meaning of its own here any more.
word-means = means { $meaning }
words-title = { $count ->
    [0] This server's own words
    [one] This server's own word
   *[other] This server's { $count } own words
}
words-none = There are none yet. Add one with /catalog-alias add, such as k8s for Kubernetes.

## Discord: the audit log, and taking messages down

command-server-audit = See who did what in this server
option-member = Only what this member did
audit-title = Who did what
audit-title-of = What { $name } did
audit-none = Nobody has done anything here yet that is written down. What moderators do with me is.
audit-none-of = Nothing that { $name } did here is written down.
audit-nobody = the command line or an erased member
audit-with-reason = { $said } Why: { $reason }
audit-entry_added = Added “{ $title }”.
audit-entry_changed = Changed “{ $title }”.
audit-entry_retired = Retired “{ $title }”.
audit-entry_restored = Restored “{ $title }”.
audit-entry_hidden = Hid “{ $title }”.
audit-entry_dropped = Gave up this server's own form of “{ $title }”.
audit-entries_merged = Merged “{ $dropped }” into “{ $title }”.
audit-file_imported = Imported { $subject }: { $count ->
    [one] one credential
   *[other] { $count } credentials
} added or changed.
audit-import_undone = Took back the import of { $subject }: { $count ->
    [one] one credential
   *[other] { $count } credentials
}.
audit-alias_added = Added the word “{ $subject }”: it means { $means }.
audit-alias_removed = Took the word “{ $subject }” away.
audit-proposal_accepted = Accepted { $kind ->
    [report] a report
   *[other] a suggestion
} of a member ({ $title }).
audit-proposal_refused = Refused { $kind ->
    [report] a report
   *[other] a suggestion
} of a member ({ $title }).
audit-member_blocked = Kept { $member } from { $what }.
audit-member_unblocked = Let { $member } do everything again.
audit-message_removed = Took down a message of mine that was posted for { $member }.
audit-of-nobody = Took down a message of mine.
menu-remove = Remove
remove-done = Removed.
remove-not-mine = I can only take down what I posted myself. Remove this message yourself.
remove-gone = That message is gone already.
remove-forbidden = Discord does not let me take that message down. Ask an administrator whether I may see this channel.

## The database

database-url-malformed = The address of the database cannot be read. Set BADGER_DATABASE_URL to sqlite:/// and the path of a file, or to postgresql+psycopg://user:password@host/name.
database-url-unsupported = Badger cannot keep its data in “{ $scheme }”. Set BADGER_DATABASE_URL to sqlite:/// and the path of a file, or to postgresql+psycopg://user:password@host/name.
database-driver-missing = What speaks to PostgreSQL is not installed. Install badger[postgresql], or keep the data in an SQLite file.
database-unconnected = I cannot reach the database { $path }. Check that it is there and runs, and the name and password in BADGER_DATABASE_URL; the log has the cause.
database-upgrade-unasked = The database { $path } was made by an older Badger. Make a backup with pg_dump, then start Badger once with BADGER_MIGRATE=yes.
database-unopenable = I cannot open the database { $path }. Check the path and its permissions.
database-not-one = { $path } is not a database of Badger. Set BADGER_DATABASE_URL to another file.
database-foreign = { $path } is a database of another program. Set BADGER_DATABASE_URL to another file.
database-newer = The database { $path } was made by a newer Badger. Install that version again, or restore a backup.
database-migration-failed = The database { $path } could not be brought up to date and is as it was; the log has the cause. Go back to the version before, and report it.
database-damaged = The database { $path } is damaged. Restore a backup.
database-full = I cannot save anything at the moment, because my disk is full. Please tell who runs me, and try again later.
database-failing = I cannot read or save anything at the moment, because my disk fails. Please tell who runs me, and try again later.
database-broken = I cannot read or save anything at the moment, because something is wrong with my database. Please tell who runs me.
database-busy = My database is busy. Please try again in a moment.
database-read-only = I cannot save anything at the moment, because my database may only be read. Please tell who runs me.
database-unreachable = I cannot reach my database at the moment. Please try again in a minute.
database-uncertain = My database went away while I was saving. Please look whether it was saved before you try again.
database-in-use = Somebody uses the database { $path }, most likely a running Badger. Stop it, then try again.
backup-nothing = There is no data at { $path } yet. Check BADGER_DATABASE_URL, and the folder that you are in.
backup-would-replace = There is something at { $path } already. Choose another place for the backup.
backup-failed = I cannot write the backup { $path }: { $cause }. Choose another place.
backup-postgresql = The data is in PostgreSQL, which makes its own backups: use pg_dump.
backup-deleted = { $count ->
    [one] One backup that was older than { $days } days is deleted.
   *[other] { $count } backups that were older than { $days } days are deleted.
}
restore-done = Done. Start Badger again.
restore-kept = Done. What was there before is in { $path }. Start Badger again.
restore-erased = { $count ->
    [0] Done. Nobody here had to be erased again.
    [one] Done. One member was erased again.
   *[other] Done. { $count } members were erased again.
}
restore-would-replace = { $path } holds data. Add --force to put the backup in its place; what is there now is kept in the folder “backups”.
restore-not-one = { $path } is no backup of Badger. Choose another file.
restore-damaged = The backup { $path } is damaged. Choose another one; nothing was changed.
restore-newer = The backup { $path } was made by a newer Badger. Install that version, then restore it.
restore-unreadable = I cannot read the backup { $path }: { $cause }. Check the path.
restore-failed = I cannot put the backup in the place of { $path }: { $cause }. Nothing was changed.
restore-postgresql = The data is in PostgreSQL: restore it with pg_restore, then run “badger restore --replay-erasures-from” with the address of the database before.
database-closed = I am just stopping. Please try again in a minute.

## Drafts: a credential on its way into the catalogue

command-catalog = Keep this server's catalogue
command-catalog-add = Add a credential: five fields, a look at it, and publish
command-catalog-edit = Change a credential for this server
option-catalog-edit-credential = The credential, by its title
draft-form-new = A new credential
draft-form-parts = Title, issuer, link, time, proof
draft-form-about = Level, language, topics, cost, type
draft-form-hours = Summary, platform, hours, study form
draft-form-outcomes = Skills, credit, validity, source
draft-form-tasks = Tasks, one a line
draft-more = More details …
draft-more-about = How much one must know before, and what it costs
draft-more-hours = What it is about, and where the hours come from
draft-more-outcomes = What one learns, for how long it is valid, the source
draft-ask-title = Title
draft-ask-issuer = Who awards it
draft-ask-link = Link to its page
draft-ask-time = How long it takes
draft-ask-kinds = How one shows it
draft-ask-level = Level
draft-ask-language = Language
draft-ask-topics = Topics
draft-ask-cost = Cost
draft-ask-type = What its issuer calls it
draft-ask-summary = Summary
draft-ask-platform = Platform
draft-ask-basis = Where the hours come from
draft-ask-note = More on the hours
draft-ask-study = How one studies
draft-ask-skills = What one learns
draft-ask-credit = College credit
draft-ask-claim = Who says so about the credit
draft-ask-validity = For how long it is valid
draft-ask-source = Where these facts are from
draft-ask-tasks = Tasks, one a line
draft-ask-task-kind = What kind of tasks these are
draft-example-title = as the issuer writes it, for example First Aid at Work
draft-example-issuer = for example Red Cross
draft-example-link = https://…
draft-example-time = 10-15 hours, or 6 weeks, 3-5 h a week
draft-example-language = English, es, French …
draft-example-topics = the main one first, with commas: health, first aid
draft-example-cost = free, 49 EUR, subscription 39 USD, free to audit …
draft-example-summary = one sentence on what one can do afterwards
draft-example-platform = the site that carries it, for example Coursera
draft-example-note = for example: the issuer says 4-6 h a week for 6 weeks
draft-example-skills = with commas: wound care, recovery position
draft-example-claim = for example: ACE recommends 3 credits
draft-example-validity = 3 years, 18 months; empty if for life, or nobody says
draft-example-source = a link; empty for the page of the credential
draft-example-tasks = Watch lesson 1 | 45 min
basis-stated = the issuer or a source says so
basis-derived = worked out from what is known
basis-members_median = as members took it
study-online = online
study-self-paced = at one’s own pace
study-instructor-led = with an instructor
study-classroom = in a classroom
study-blended = partly online
study-distance = at a distance
credit-status-carries = carries credit
credit-status-recommended = credit is recommended
credit-status-varies = it varies
credit-status-none = no credit

element-title = title
element-issuer = issuer
element-link = link
element-workload = hours
element-assessment = kinds of proof
element-tasks = tasks
element-level = level
element-language = language
element-topics = topics
element-cost = cost
element-type = type
element-summary = summary
element-participation = study form
element-outcomes = what one learns

draft-private = A draft that only you see. Nobody finds it before you publish it; it is kept for 30 days.
draft-private-edit = Your changes, which only you see. All members go on seeing the old entry until you publish them.
draft-untitled = No title yet
draft-time-read = “{ $typed }” read as: { $reading }
draft-look = Worth a look
draft-unfinished-list = Before it can be published:
draft-meter = Details: { $there } of { $total } – still missing: { $missing }
draft-meter-full = Details: { $total } of { $total } – complete
draft-alike = It may be there already: “{ $title }” from { $issuer } ({ $percent } % alike).
draft-alike-same-issuer = It may be there already, from the same issuer: “{ $title }” from { $issuer } ({ $percent } % alike).
draft-lacks-hours = Nobody says how long it takes, so nobody can be told whether it fits their time.
draft-lacks-basis = The hours have no basis yet: say where they come from under “More details”.
draft-lacks-tasks = There are no tasks of its own yet. Members tick tasks off, so add some.

draft-title-missing = The title is missing.
draft-issuer-missing = Who awards it is missing.
draft-link-missing = The link to its page is missing.
draft-link-malformed = “{ $text }” is not a link that people can open; it starts with https:// and names a public site.
draft-kinds-missing = Choose at least one kind of proof.
draft-too-long = { $field ->
    [title] The title is too long; keep it to { $limit } characters.
    [issuer] The name of who awards it is too long; keep it to { $limit } characters.
    [link] The link is too long; keep it to { $limit } characters.
    [topics] A topic is too long; keep each to { $limit } characters, with commas between them.
    [skills] A skill is too long; keep each to { $limit } characters, with commas between them.
    [summary] The summary is too long; keep it to { $limit } characters.
   *[other] One of the texts is too long; keep it to { $limit } characters.
}
draft-too-many = { $field ->
    [topics] These are many topics; keep to the { $limit } that say most.
   *[other] These are many skills; keep to the { $limit } that say most.
}
draft-choice-unknown = “{ $text }” is none of the choices; please choose again.
draft-language-unknown = I know no language “{ $text }”; write it like English, es or French.
draft-cost-unreadable = I could not make out “{ $text }” as a cost; write it like “free”, “49 EUR” or “subscription 39 USD”.
draft-currency-missing = In which currency is “{ $text }”? Write it like “49 EUR” or “subscription 39 USD”.
draft-validity-unreadable = I could not make out “{ $text }” as a length of time; write it like “3 years” or “18 months”, or “for life”.
draft-validity-too-long = It can be valid for { $limit } years at most; leave it empty if it is for life.
draft-tasks-not-added = The tasks that you typed last are not in it yet.
draft-task-kind-missing = Choose what kind of tasks these are.
draft-too-many-tasks = These are too many tasks; one kind of proof takes { $limit }.
task-lines-empty = Write at least one task, for example “Watch lesson 1 | 45 min”.
task-lines-too-many = These are many tasks at once; send up to { $limit }, then the next ones.
task-line-unreadable = In line { $line } I could not make out “{ $text }” as a time; write it like “Watch lesson 1 | 45 min”.
task-line-too-long = Line { $line } is too long; keep a task to { $limit } characters.
task-line-without-title = Line { $line } has a time and no task; write it like “Watch lesson 1 | 45 min”.

draft-kept = All that you typed is kept.
draft-waits = { $count ->
    [1] You have an unfinished draft: { $title }. Go on with it, or begin another; it is kept for 30 days.
   *[other] You have { $count } unfinished drafts, the last one { $title }. Go on with it, choose another of them, or begin a new one.
}
draft-pick = Go on with …
draft-new-topic = Nothing else here has the topic “{ $topic }”.
draft-new-topic-near = Nothing else here has the topic “{ $topic }”. Did you mean “{ $nearest }”?
draft-conflict = Somebody else changed this credential while you were at it. Start again from the new one, or publish yours over it; their version stays in the history.
draft-published-now = { $title } is published. All members of this server find it from now on.
draft-published-already = { $title } is published already; nothing had to be done twice.
draft-undone = { $title } is out of the catalogue again. It stays in the history, and so can come back.
draft-undone-edit = { $title } is back as it was before your changes.
draft-discard-asked = Throw this draft away? What you typed is gone then.
draft-discarded = The draft is thrown away. Nothing in the catalogue changed.
draft-tasks-taken-back = The last tasks are taken back.
draft-started-again = This is the entry as it is now.
draft-original-again = Members see the original again. What this server said of it stays in the history.
draft-hidden = Members of this server do not see it any more. “/catalog restore” brings it back.
draft-gone = This draft is not kept any more. Begin a new one with /catalog add.
draft-not-yours = This is somebody else’s draft. Begin your own with /catalog add.
draft-published = This draft is published already. Change what it became with /catalog edit.
draft-unfinished = { $count ->
    [1] Something has to be mended before it can be published.
   *[other] { $count } things have to be mended before it can be published.
}
draft-unchanged = Nothing is different from what members see already, so there is nothing to publish.
draft-not-published = This draft is not published, so there is nothing to take back.
draft-changed-since = It was changed after you published it, so I leave it as it is. “/catalog history” shows every version.
button-add-task = Add task
button-publish = Publish
button-take-back-tasks = Take back the last tasks
button-original = Back to the original
button-hide-here = Hide here
button-go-on = Go on with it
button-new-draft = Begin another
button-add-another = Add another
button-back-to-draft = Back to the draft
button-start-from-new = Start again from the new one
button-publish-over = Publish mine anyway
button-discard-surely = Throw it away

# `parse_effort` reads every reading back to the same effort (tests/wording/test_effort_wording.py).
effort-reading-joined = { $work }, { $weeks }
effort-reading-usual = usually over { $weeks }
effort-reading-set = over { $weeks } on a set calendar
effort-reading-no-hours = hours not stated

-effort-examples = “10-15 hours”, “6 weeks, 3-5 h a week” or “90 min”
effort-unreadable = I could not make out “{ $text }” as a time; write it like { -effort-examples }.
effort-ambiguous = I can read “{ $text }” in two ways and would rather not guess; write it like { -effort-examples }.
effort-parts-missing = How many of them are there? Write it like “10 modules, 2 hours each”.
effort-weeks-missing = For how many weeks is that? Write it like { -effort-examples }.
effort-not-positive = It takes some time above zero; write it like { -effort-examples }.
effort-too-large = That is more time than any credential takes; write it like { -effort-examples }.
effort-text-too-long = That is a long text for a time; in up to { $limit } characters, write it like { -effort-examples }.

## The ledger: refusals

-minutes-examples = “45”, “1h30” or “half an hour”
-day-examples = “yesterday”, “Monday” or “20 Nov”
-target-examples = “12 March 2027”, “end of May” or “in 6 weeks”
minutes-unreadable = I could not make out “{ $text }” as a time; try it like { -minutes-examples }.
minutes-out-of-range = That is not a time I can log: between one minute and { $limit } hours it has to be, like { -minutes-examples }.
day-unreadable = I could not make out “{ $text }” as a day; try it like { -day-examples }.
day-ambiguous = “{ $text }” is two different days in two countries; please write the month as a word, like “20 Nov”.
day-in-future = That day has not come yet; say the day on which you worked, like { -day-examples }.
day-too-old = I can log what you did up to { $limit } days ago; please choose a day since then, like { -day-examples }.
day-full = { $left ->
    [0] That day is full already: you logged 24 hours for it. Choose another day, or undo an entry.
   *[other] A day has 24 hours, and of that one { $left } minutes are left. Log less, or choose another day.
}
target-unreadable = I could not make out “{ $text }” as a day to be done by; try it like { -target-examples }.
target-past = A day to be done by has to lie ahead; try it like { -target-examples }.
target-too-far = That day is more than ten years ahead; try a nearer one, like { -target-examples }.
rest-unreadable = I could not make out “{ $text }” as the day on which it goes on; try it like “Friday”, “12 March” or “in 2 weeks”.
rest-past = The day on which it goes on has to lie ahead; try it like “Friday”, “12 March” or “in 2 weeks”.
rest-too-far = That day is more than ten years ahead. Leave it empty, and it rests until you say so.
zone-unknown = I do not know the time zone “{ $zone }”. { $nearest ->
    [none] Choose one from the list, or name the nearest big city, like Berlin.
   *[other] Is it { $nearest }? Else name another big city near you.
}
enrolment-unknown = You have not started that one here; start it first, or choose one from the list.
enrolment-ambiguous = Several of yours may be meant by “{ $typed }”; choose one from the list.
enrolment-completed = You have finished { $title } already.
enrolment-dropped = You have dropped { $title }; resume it first, or start it again.
enrolment-started-again = You have started { $title } again since; that one counts now.
nothing-started = Nothing of yours is underway here; find a credential with /find, then start it.
open-task-unknown = I do not find that task among your open ones; choose one from the list.
open-task-ambiguous = You have several open tasks of that name; choose one from the list.
task-done = You have ticked “{ $title }” already. To log more time for it, choose Log time.
work-missing = Say what to log: a task that you finished, or the minutes that you worked, like { -minutes-examples }.
note-too-long = That note is long; please keep it under { $limit } characters.
log-again = You logged the same { $minutes } minutes a moment ago. Log them again only if you worked them twice.
log-asked-before = Something was logged since I asked, so I have logged nothing more. Here is where you are now.
nothing-to-undo = There is nothing to undo: nothing of yours is logged here.
log-entry-unknown = I do not find that entry among yours; choose one from the list.
log-entry-void = That entry was undone or changed already, so there is nothing to do with it.
own-task-title-missing = Say what the task is, in a few words.
own-task-title-too-long = That is long for a task; please keep it under { $limit } characters.
own-task-named-twice = There is a task “{ $title }” already.
own-task-ticked = “{ $title }” is ticked, and stays in your log. To take it away, undo it first.
own-task-too-many = You have { $limit } tasks of your own there, which is as many as I keep.
update-gone = The catalogue has changed once more since; look at your progress again to see what is new.
progress-hidden = I have nothing of theirs to show you. Everybody decides for themselves who sees their progress, and not everybody has started something.
server-needed = That works in a server only; please use it there.
reminder-none = You have no weekly reminder here yet; set one with /remind weekly.
snooze-none = I have not reminded you in the last seven days, so there is nothing to snooze.
delivery-unknown = That one is somebody else’s, or it was too long ago. Your own reminder is under /remind list.

## Discord: starting and logging

enrolment-position = { $total ->
    [1] { $done } of 1 task
   *[other] { $done } of { $total } tasks
}
enrolment-no-tasks = No tasks listed yet
enrolment-next = Next
enrolment-next-own = Its issuer lists no tasks. Add your own, one a line, so that there is something to tick off.
enrolment-own-hint = What is listed here is general. You can add tasks of your own.
enrolment-all-done = Nothing left to tick.
enrolment-week = This week: { $time }
enrolment-week-none = This week: nothing logged yet
enrolment-week-elsewhere = This week: nothing on this one yet
week-ticked = { $count ->
    [one] one task ticked
   *[other] { $count } tasks ticked
}
week-both = { $time }, { $ticked }
enrolment-target = To be done by { $date } ({ $days ->
    [0] today
    [one] tomorrow
   *[other] { $days } days left
})
enrolment-target-past = You wanted to be done by { $date }. No harm done: you go on at your own pace.
enrolment-needed = About { $time } a week gets you there
enrolment-needed-range = About { $low } to { $high } a week gets you there
enrolment-pace = You do about { $time } a week
enrolment-pace-range = You do about { $low } to { $high } a week
enrolment-is-paused = Paused. What you log counts all the same.
enrolment-is-completed = Done. All of it.
enrolment-is-dropped = Dropped. What you logged is kept.
streak-weeks = { $weeks ->
    [one] First week of a streak
   *[other] { $weeks } weeks in a row
}
streak-with-rest = { $said }, with { $rest ->
    [one] one week of rest
   *[other] { $rest } weeks of rest
}
streak-open = { $said }, and this week is still open
entry-words-done = “{ $title }”
entry-words-done-time = “{ $title }”, { $time }
entry-words-time = { $time } on “{ $title }”
entry-words-on = { $said }, { $day }
day-today = today
day-yesterday = yesterday
enrolment-kept-as = It is listed as “{ $title }” now: the two are one.
offer-title = The catalogue has changed since you started
offer-retimed = The times are others.
offer-reordered = The order is another.
offer-new-name = The name is another.
offer-what-stays = What you ticked stays ticked.
button-offer-take = Take it over
button-offer-keep = Keep mine
offer-taken = Done: your tasks are those of the catalogue now.
offer-kept = Your tasks stay as they are.
button-start = Start
button-start-number = Start { $number }
button-start-again = Start it again
button-done = Done
button-log-time = Log time
button-own-tasks = Add a task
button-own-task-list = Your own tasks
own-task-list-title = Your own tasks
own-task-list-of = For { $title }
own-task-list-empty = None of your own yet. Add some, one a line.
own-task-ticked-line = ✓ { $title }
select-own-task = Rename or remove one …
own-task-is-ticked = It is ticked. To remove it, undo that first.
button-own-task-change = Rename it
button-own-task-remove = Remove it
button-own-task-back = Put it back
own-task-form-title = A task of your own
own-task-form-label = The task, with its time if you know it
own-task-removed = Removed “{ $title }”.
own-task-removed-time = Time that you logged on it still counts.
own-task-renamed = It is “{ $title }” now.
task-gone = a task that is gone
button-show-enrolment = Show where I am
select-tick = Tick another task …
started-new = Started. { $next ->
    [yes] One task at a time: press Done whenever you have finished the next one.
   *[no] Good luck with it!
}
started-already = You have started this already. Here is where you are.
started-target = Got it: to be done by { $date }.
started-earned = You have finished this already, on { $date }.
start-without-target = Start without a day
start-target-examples = in 4 weeks|in 8 weeks|in 12 weeks
ask-announcing = When you finish something, shall I tell this server? I would name you, without a ping. You can change it in /me settings.
button-announce-yes = Yes, tell them
button-announce-no = No, keep it to myself
announcing-set = { $answer ->
    [yes] I will tell this server when you finish something.
   *[no] I tell nobody.
} You can change it in /me settings.
zone-missing = I count your days in UTC until you tell me where you are.
logged-done = ✓ Done: { $what }
logged-time = ✓ Logged: { $what }
logged-paused = It is paused, and stays so.
log-undone = Undone: { $what }
undone-reopened = So it is not finished any more.
done-before = “{ $title }” was ticked already, so I have ticked nothing else. Here is where you are now.
task-not-there = That task is not among yours any more. Here is where you are now.
undo-stale = That was undone already, or you have logged something since, so I have undone nothing. Here is where you are now.
log-again-ask = You logged { $what } a moment ago. Was that a second time?
button-log-again = Yes, log it again
button-log-once = No, once is right
log-offer = What did you do?
log-offer-next = The next one is
log-offer-day = For { $day }
button-tick = Done: { $title }
select-tick-any = Another task …
task-option-paused = { $title } (paused)
log-choice = { $task } – { $credential }
message-without-words-to-log = There are no words in that message that I could go by. Use /log instead.
log-form-title = Log time
log-retry-form-title = Log it
log-form-minutes = How long did you work?
log-form-minutes-example = 45, 1h30 or half an hour
log-form-task = On which task? It is not ticked by this
log-form-day = When? Empty means today
log-form-day-example = yesterday, Monday or 20 Nov
log-form-note = A note, for you alone
log-form-note-example = What went well, where you stopped …
own-tasks-form-title = Tasks of your own
own-tasks-form-label = One a line, with its time if you know it
own-tasks-form-example =
    Read chapter 3 | 45 min
own-tasks-added = { $count ->
    [one] Added “{ $first }”.
   *[other] Added { $count } tasks.
}
own-tasks-same = That is there already.
task-not-found = I find no open task “{ $typed }”.
task-not-found-nearest = Did you mean one of these? Choosing ticks it.
task-not-found-add = Or add it to { $credential } as a task of your own; it is ticked at once.
button-own-task-done = Add it, done
select-nearest = Choose a task …
kept-gone = I do not keep what you typed there any more. Please use /log once more.
log-menu-words = From the message: “{ $words }”
log-menu-match = Is it this one?
log-menu-no-match = No open task of yours is called that. You can tick one with this as its note, or log time with it.
completed-title = You did it!
completed-words = { $title } is finished. Every task of it, by you.
completed-announced = I will tell the server.
completed-announced-later = I will tell the server as soon as its moderators choose a channel for that.
completed-not-announced = Only you see this.
completed-next = What now? Have a look at how it went, or find what comes next with /find.
button-find-next = Find the next one
achievement-alt = A certificate in colour: { $headline } { $title }, from { $issuer }. { $facts }
achievement-tasks = { $count ->
    [one] task
   *[other] tasks
}
achievement-time = of work
achievement-days = { $count ->
    [one] day from start to finish
   *[other] days from start to finish
}
achievement-fact = { $figure } { $words }
command-start = Start working on a credential
option-start-credential = The credential that you want to earn
option-start-target = When you want to be done: 15 March, in 8 weeks … (optional)
command-log = Tick a task, or log time. Just /log offers the next task
option-log-task = The task that you finished: it is ticked. Leave it empty to log time only
option-log-minutes = How long it took: 45, 1h30, half an hour
option-log-on = The day, up to a week back: yesterday, Monday, 20 Nov
option-log-note = A note, for you alone
log-minutes-examples = 15|30|45|1h|1h30|2h
log-minutes-choice = ✓ { $time }
log-minutes-none = Without minutes
log-minutes-hint = Say it like 45, 1h30 or half an hour
log-day-choice = { $day }, { $ago ->
    [0] today
    [one] yesterday
   *[other] { $ago } days ago
}
log-day-hint = A day up to a week back, like yesterday, Monday or 20 Nov
command-undo = Take back what you logged last
menu-log = Log as task
help-topic-start = Starting and logging
help-text-start =
    /start begins a credential, and so does Start under its details. Say a day to be done by if you like: 15 March, or in 8 weeks.
    Every day: /log, Enter, Enter, and one button ticks the next task. /log with a task ticks it, with minutes too if you say them; /log with minutes alone logs time and ticks nothing.
    Time on a task that is not finished: the button Log time. A day up to a week back: the option on. /undo takes back what you logged last.
    On a message of anybody: right-click, Apps, “Log as task”.
    What you log is for you. Nobody else sees your notes, and nobody is told anything unless you say so.

## Discord: progress, history, and mending what was logged

progress-no-time = nothing logged yet
progress-streak = { $weeks ->
    [one] one week
   *[other] { $weeks } weeks in a row
}
progress-no-streak = none yet; it begins with the first thing that is logged
progress-no-pace = nothing in the last four weeks
progress-range = { $low } to { $high }
progress-both = { $first } and { $second }
progress-tasks = { $count ->
    [one] one task
   *[other] { NUMBER($count, maximumFractionDigits: 1) } tasks
}
progress-total-left = { $said }; about { $left } to go
progress-pace = about { $said } a week, { $days ->
    [28] over the last four weeks
    [7] over the last week
   *[other] over the last { $days } days
}
progress-leads-to = done around { $date }
progress-leads-between = done between { $earliest } and { $latest }
progress-leads-unknown = not known before something is logged
progress-aim = { $date }, { $days ->
    [0] which is today
    [one] which is tomorrow
   *[other] in { $days } days
}
progress-aim-past = { $date }, which has passed; it goes on all the same
label-tasks-done = Tasks
label-minutes = In all
label-week-minutes = This week
label-streak = Streak
label-streak-server = With all you do here
label-pace = Pace
label-leads = Where it leads
label-target = To be done by
progress-rest-hint = A week without anything logged is a week of rest. One in any four breaks no streak.
progress-of = { $status ->
    [completed] { $name } has finished this
    [paused] { $name } lets this rest for now
   *[active] { $name } works on this
}
progress-alt = Progress on { $title }.
progress-alt-tasks = Tasks as they were ticked since { $since }: { $done } of { $total }.
progress-alt-hours = Hours as they grew: { $time }.
progress-alt-hours-of = Hours as they grew: { $time }; the whole takes { $effort }.
progress-alt-target = A dashed line leads to the target, { $date }.
progress-alt-days = { $count ->
    [0] In the calendar of the last { $weeks } weeks no day is active.
    [one] In the calendar of the last { $weeks } weeks one day is active: { $days }.
   *[other] In the calendar of the last { $weeks } weeks { $count } days are active: { $days }.
}
progress-alt-day = { $day } { $month }
progress-caption-tasks = Tasks: { $done } of { $total }
progress-caption-hours = Hours: { $time }
progress-caption-days = Active days, in minutes
progress-caption-target = target
select-progress = Another credential …
select-progress-more = And more of them …
progress-option = { $done } of { $total } tasks · { $status ->
    [paused] paused
    [completed] finished
    [dropped] dropped
   *[active] underway
}
button-show-entries = Why these numbers?
button-progress = Progress
progress-empty = You have not started anything here yet. Find what fits you with /find goal:, then press Start under its details.
entries-count = { $count ->
    [one] one entry
   *[other] { NUMBER($count) } entries
}
entries-ticked = { $count ->
    [one] one task ticked
   *[other] { NUMBER($count) } tasks ticked
}
entries-sum = Together: { $sum }
entries-none = No entry of yours stands behind this yet.
entries-why-tasks_done = Every task that is ticked, with the entry that ticked it.
entries-why-minutes = Every entry with minutes, on a task or without one.
entries-why-week_minutes = The entries of this week, from Monday.
entries-why-pace = What you logged in the last { $days } days, by the week. A task that you ticked without minutes counts with its estimate, unless you log time apart from tasks.
entries-why-streak = Everything from the first week of the streak until now.
select-figure = Explain another number …
ledger-day = { $weekday } { $day } { $month }
ledger-day-year = { $weekday } { $day } { $month } { $year }
ledger-done = ticked “{ $title }”
ledger-done-time = ticked “{ $title }”, { $time }
ledger-time-on = { $time } on “{ $title }”
ledger-about-task = “{ $title }”
ledger-about-time = logged time
ledger-undone = { $said } (undone: does not count)
ledger-changed = { $said } (changed later: does not count)
ledger-undoes = took back: { $about }
ledger-makes_room = changed; it was: { $about }
ledger-replaces = { $said } (as changed)
ledger-note = Note: { $note }
log-history-title = { $days ->
    [one] What you logged today
   *[other] What you logged in the last { $days } days
}
log-history-more-sums = and { $count } more
log-history-in-all = Counts in all: { $sum }
log-history-empty = Nothing is logged in these days. /log ticks a task or logs time.
log-history-what = Every row of your log, the newest day first. Nothing is ever deleted: an undo or a change is a row too.
button-history-longer = The last year
entry-option = { $day } · { $what }
select-entry = Change or undo an entry …
entry-edited = Changed: { $what }
entry-as-before = That entry says so already, so I have changed nothing.
entry-changed-back = Changed back: { $what }
button-change-back = Change it back
enrolment-paused = Paused. Take your time; nothing you logged is lost. When you want to go on, one click does it.
enrolment-paused-already = It is paused already.
enrolment-resumed = Welcome back. Here is where you left off.
enrolment-going = It is underway; there is nothing to resume.
enrolment-drop-ask = Drop { $title }? What you logged is kept, and you can take it up again whenever you like.
enrolment-dropped-now = Dropped. What you logged is kept, and you can take it up again whenever you like.
enrolment-dropped-already = You have dropped that one already. What you logged is kept.
button-drop = Yes, drop it
button-keep = Keep it
button-resume = Take it up again
target-set = To be done by { $date }, { $days ->
    [one] which is tomorrow
   *[other] in { $days } days
}.
target-cleared = Without a day to be done by now. You go on at your own pace.
target-none-was = There is no day to be done by yet. Choose one, or say it: /track target with a day, like “15 March” or “in 6 weeks”.
target-offers = In 4 weeks|In 8 weeks|In 12 weeks
target-same = That is the day already: { $date }.
button-target-back = Put the day back
target-choice = ✓ { $date }, in { $days ->
    [one] one day
   *[other] { $days } days
}
target-choice-none = No day: at my own pace
target-none-words = none|no|no day|never|clear|off|-
command-progress = See how far you are, in words and in a picture
option-progress-credential = One of yours; empty is the one you worked on last
option-progress-member = Somebody else, as far as they let you see it
menu-profile = Learning profile
command-track = Mend and look after what you work on
command-track-edit = Change an entry: its minutes, its day or its note
option-track-edit-entry = The entry, the newest first
option-track-edit-minutes = How long it took: 45, 1h30; 0 takes the minutes away
option-track-edit-on = The day, up to a week back: yesterday, Monday, 20 Nov
option-track-edit-note = A note for you alone; a dash takes it away
command-track-pause = Let a credential rest
command-track-resume = Go on with one that is paused or dropped
command-track-drop = Give one up; what you logged is kept
command-track-target = Set or clear the day to be done by
command-track-history = Everything you logged, row by row
option-track-pause-credential = One that you work on
option-track-resume-credential = One that is paused or dropped
option-track-drop-credential = One that you work on
option-track-target-credential = One that you work on
option-track-target-day = 15 March, in 8 weeks …; empty means no day
option-track-history-days = How many days back; 30 if you say nothing
help-topic-progress = Progress and history
help-text-progress =
    /progress shows how far you are, where your pace leads, and a picture of it. “Why these numbers?” lists the entries behind each.
    /track history lists every row of your log. /track edit mends an entry, /undo takes the last one back.
    /track pause, resume and drop: nothing that you logged is lost. /track target sets the day to be done by, or clears it.
    A streak counts weeks with something logged. One week of rest in any four breaks nothing.
    Finished one? With Happy to help others, its details here name you to whoever begins it.
    /progress with a member, or right-click on somebody, Apps, “Learning profile”, shows theirs as far as they allow it. Notes are never shown to others.
offer-task-added = New: “{ $title }”
offer-task-removed = Gone: “{ $title }”
offer-task-renamed = “{ $before }” is now “{ $after }”
offer-task-rekinded = “{ $title }” is shown in another way
offer-more = and { $count } more
button-change-entry = Change it
button-take-back = Take it back
entry-form-title = Change an entry
entry-form-day = When?
enrolment-choice = { $title } ({ $done } of { $total }{ $status ->
    [paused] , paused
    [completed] , finished
    [dropped] , dropped
   *[active] { "" }
})
entry-choice-own = { $day } · { $what } · { $credential }

## Discord: a member's own things

zone-place = { $city } ({ $region })
clock-time = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}, { $time }
zone-choice = { $place }: { $now } there
zone-set = You are in { $place }. It is { $now } there now.
zone-set-means = Your days and weeks follow it from now on. What you logged keeps its days.
zone-form-title = Where you are
zone-form-label = The nearest big city
zone-form-example = Berlin, New York, Nairobi …
settings-title = Your settings
settings-zone = { $place }, where it is { $now }
settings-zone-none = Not said yet; until then I count in UTC, where it is { $now }
settings-zone-means = What I call today and this week. In all servers.
settings-hours = { $time } a week
settings-hours-none = Not said; I ask when it matters
settings-hours-means = What /find goes by when you name no time. In all servers.
settings-elsewhere = Who sees your progress, and whether I announce what you finish, you set in each server: /me settings there.
label-zone = Where you are
label-weekly-hours = Time for learning
label-visibility = Who sees your progress here
label-announcing = When you finish something
visibility-private = Only you
visibility-groups = Your study groups
visibility-server = Everybody here
visibility-private-brief = Nobody else sees what you work on
visibility-groups-brief = Whoever is in a study group with you
visibility-server-brief = Everybody in this server who asks
visibility-private-means = Nobody else in this server sees what you work on and what you finished.
visibility-groups-means = In this server only members of your study groups see what you work on and what you finished. Never your notes.
visibility-server-means = Everybody in this server can see what you work on and what you finished. Never your notes.
announcing-off = I tell nobody
announcing-quiet = I tell this server, without a ping
announcing-ping = I tell this server, and ping you
announcing-off-means = What you finish stays between you and me.
announcing-quiet-means = I name you in the channel for that, and nobody gets a ping.
announcing-ping-means = I name you in the channel for that, and you alone get a ping.
select-hours-kept = Time for learning …
select-visibility = Who sees your progress here …
select-announcing = When you finish something …
hours-choice-other = { $time } a week
hours-none = None: ask me when it matters
said-hours = Kept: { $hours }. /find goes by it when you name no time.
said-hours-none = Forgotten. I ask for your hours when they matter.
said-visibility = Kept. Who sees your progress here: { $who }
said-announcing = Kept. When you finish something: { $what }
button-zone = Change where I am
button-zone-other = Somewhere else
button-settings = Settings
button-profile = My profile
button-export = My data
profile-title = { $name }
profile-empty = You have not started anything here yet. Find something with /find, or look around.
profile-empty-public = Nothing started here yet.
profile-underway = Working on
profile-completed = { $count ->
    [one] Finished
   *[other] Finished ({ $count })
}
profile-completed-on = On { $date }
profile-paused = Paused
profile-paused-at = { $position }, paused
profile-more = and { $count } more
profile-hidden = { $visibility ->
    [private] Here only you see your progress, so I have shared nothing. Let everybody here see it first, in your settings.
   *[groups] Here only your study groups see your progress, so I have shared nothing. Let everybody here see it first, in your settings.
}
profile-nothing = There is nothing to share yet. Start something, and it will be in your profile.
own-data-title = All that I keep of you
own-data-how = From every server. The JSON file holds all of it; the tables open in a spreadsheet.
own-data-message = Message { $number } of { $of }
erase-title = { $scope ->
    [here] Erase what I keep of you in { $server }?
   *[everywhere] Erase all that I keep of you, in every server?
}
erase-goes = What goes
erase-goes-work = { $enrolments ->
    [0] What you start and log
    [one] The credential that you started
   *[other] The { $enrolments } credentials that you started
}{ $entries ->
    [0] {""}
    [one] , with the one entry in your log
   *[other] , with the { $entries } entries in your log
}
erase-goes-groups = { $groups ->
    [one] Your place in a study group
   *[other] Your place in { $groups } study groups
}, with your answers at check-ins and all kudos. A group that you lead goes to whoever has been in it longest
erase-goes-asked = What you asked me, your drafts, and what you suggested or reported
erase-goes-settings = Your settings and your reminder: where you are, your hours, who sees what
erase-goes-settings-here = What you set for this server, and your reminder here
erase-goes-told = What I was going to tell others of you
erase-stays = What stays
erase-stays-catalogue = What you changed for everybody as a moderator, without your name
erase-stays-groups = What your study groups counted of you, in their sums by the week, without your name
erase-stays-shared = What you shared in a channel: ask a moderator to remove it
erase-stays-backups = Backups made before, for 30 days unless whoever runs me says otherwise. Should one be needed, I erase you again
erase-stays-elsewhere = What I keep of you in other servers, with your zone and your hours
erase-no-way-back = There is no way back. You may want to take your data along first.
button-export-first = Take my data along
button-erase-ask = Go on
button-erase-keep = Keep everything
button-erase-everywhere = Erase everywhere
button-erase-sure = Erase it now
erase-sure-title = { $scope ->
    [here] Erase everything of yours in { $server } now?
   *[everywhere] Erase everything of yours, everywhere, now?
}
erase-sure = Your work, your log, your searches and your settings are gone then, and I cannot bring them back. What you changed for everybody as a moderator stays, without your name.
erase-sure-minutes = The button works for ten minutes.
erase-late = You took your time over it, and that is fine: nothing was erased. Go on if you still want to.
erase-kept = Nothing was erased. All of it is still there.
erase-here-direct = This is a direct message, so there is no “here”. Use /me erase in the server that you mean, or erase everything everywhere.
erased-all = It is done. I keep nothing of you any more.
erased-here = It is done. I keep nothing of you in { $server } any more.
erased-anew = If you come back one day, you begin with a clean sheet: /find.
mark-earned = ✓ You have this
mark-started = { $state ->
    [paused] You have paused it: { $done } of { $total }
    [again] You have this, and are on it again: { $done } of { $total }
   *[open] You are on it: { $done } of { $total }
}
mark-started-untold = { $state ->
    [paused] You have paused it
    [again] You have this, and are on it again
   *[open] You are on it
}
answer-heard-remembered = With the { $hours } a week that I remember
button-without-hours = Without my hours
command-me = Your profile, your settings and your data
command-me-profile = What you work on, what you finished, and your weeks
option-me-profile-share = Let everybody in this channel see it, if they may see your progress
command-me-settings = Where you are, your hours, who sees your progress
command-me-timezone = Say where you are, so that your days and weeks are yours
option-zone = The nearest big city, or the name of a time zone
command-me-export = Get all that Badger keeps of you, as files
command-me-erase = Let Badger forget you; it asks before it does
option-scope = In this server, or everywhere
choice-scope-here = in this server
choice-scope-everywhere = everywhere
help-topic-me = Your settings and your data
help-text-me =
    /me settings: where you are, your hours a week, who sees your progress, and whether I announce what you finish. Each change counts at once.
    /me profile shows what you work on and what you finished. Share it, if you let everybody here see your progress.
    /me export gives you all that I keep of you, as files. /me erase lets me forget you, here or everywhere.
    In answers of /find I mark what you have and what you are on. Only you see that.

## Discord: reminders and digests

time-unreadable = I could not make out “{ $text }” as a time of day; try it like “18:30”, “6pm” or “9 in the evening”.
weekday-unreadable = I could not make out “{ $text }” as a day of the week; try it like “Monday”.
reminder-title = Your weekly reminder
reminder-trial = A trial. This is how it looks when it comes.
reminder-where = In { $server }
reminder-last-week = Last week: { $time }
reminder-pace = { $pace }: { $leads }
reminder-begin = Nothing is logged yet, and that is fine. The first task is the hardest to begin, and the easiest to do.
reminder-worked = Good going. One more step?
reminder-on_time = At this pace you are done in time for { $date }.
reminder-late = At this pace it takes a little longer than { $date }. That is fine too: do a bit more, or choose a later day with /track target.
reminder-late-needed = At this pace it takes a little longer than { $date }. { $needed }; a later day is fine too: /track target.
reminder-past = { $date } has passed, and nothing is lost. Choose a new day with /track target, or go on without one.
reminder-quiet = It has been quiet for a while. One small task is enough to be back.
reminder-without_tasks = Its issuer lists no tasks. Add your own, and there is something to tick off.
reminder-more = And { $count ->
    [one] one more that you work on
   *[other] { $count } more that you work on
}: /progress shows it.
reminder-groups = Your study groups
reminder-group = { $when ->
    [this] { $name }: { $work } together this week
    [last] { $name }: { $work } together last week
   *[none] { $name }: quiet at the moment. A few minutes of yours wake it.
}
reminder-groups-more = and { $count } more
reminder-in-public = your weekly reminder is here. What it says is for you alone: press the button.
reminder-in-public-open = here is your weekly reminder.
reminder-nothing = Nothing of yours is underway here right now, so there is nothing to remind you of. Find something with /find, or start it again.
button-snooze = Snooze a day
button-not-this-week = Not this week
button-show-mine = Show me
weekday = { $weekday ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
weekly-time = Every { $weekday } at { $time }, as clocks go in { $place }
label-next-reminder = Next:
reminder-set = ✓ Your reminder is set.
reminder-changed = ✓ Your reminder is changed.
reminder-by-dm = As a direct message from me
reminder-in-channel = In the channel
reminder-week-missed = Through this change the week of { $monday } has no reminder; the next one is as said above.
reminder-zone-unknown = I took the time for UTC, as I do not know yet where you are. Say it once, and the reminder follows your clock.
reminder-others-see = Others there can read it, and see your progress in it: you let the server see it.
reminder-others-see-not = Others there see that it came, and nothing of what it says: you keep your progress from the server (/me settings).
reminder-silent = Nothing of yours is underway here, so it stays silent until you start something: /find, then Start.
reminder-silent-paused = All that you work on here is paused, so it stays silent until you take something up again.
reminder-paused = It rests until you resume it.
reminder-paused-until = It rests until
reminder-none-yet = You have no weekly reminder here. One a week, at your time, says where you are and what comes next.
reminder-two-days = You said two different days, { $first } and { $second }. Say one.
reminder-channel-not-yours = You may not write in that channel, so I do not remind you there. Choose one in which you write.
reminder-channel-closed = I may not write in that channel. Choose another, or ask a moderator to let me in.
reminder-snoozed = All right, I come again
reminder-snoozed-already = It is snoozed already, and comes again
reminder-skipped = All right, not this week. The next one comes
reminder-paused-now = ✓ Paused.
reminder-resumed = ✓ It goes on.
reminder-off = Your reminder is off. Set it again whenever you like.
reminder-off-already = There was no reminder to turn off.
reminder-trial-sent = ✓ Sent. Look at our direct messages.
reminder-trial-sent-channel = ✓ Sent. Look in
reminder-trial-waits = It is on its way; Discord takes its time at the moment.
reminder-trial-failed = That did not work, and it is not your fault. Please try again in a little while.
reminder-refused = Discord did not let me send you a direct message.
reminder-refused-how = To allow it: click the server’s name, then Privacy Settings, and turn Direct Messages on (on a phone: hold the server’s icon). Or let the reminder come to this channel.
reminder-refused-channel = I could not send your reminder to its channel: it is gone, or I may not write there.
reminder-form-title = Your weekly reminder
reminder-form-day = On which day?
reminder-form-time = At what time, where you are?
reminder-form-time-example = 18:30, 6pm or 9 in the evening
reminder-time-choice = ✓ { $weekday } at { $time }, { $place } time
reminder-time-choice-any = ✓ { $time }, { $place } time
reminder-time-hint = I cannot read this yet. Write it like “18:30”, “6pm” or “9 in the evening”
reminder-time-examples = 09:00|12:30|18:00|20:30
button-reminder-set = Set one
button-reminder-test = Try it now
button-reminder-again = Try again
button-reminder-change = Change it
button-reminder-pause = Pause
button-reminder-resume = Resume
button-reminder-off = Turn it off
button-reminder-here = Use this channel
button-zone-say = Say where I am
command-remind = A weekly reminder of where you are and what comes next
command-remind-weekly = Set your weekly reminder, or change it
option-remind-weekly-day = The day of the week
option-remind-weekly-at = The time where you are: 18:30, 6pm, 9 in the evening
option-remind-weekly-where = A channel or thread in which you write; empty means a direct message
command-remind-list = See what is set, and when it comes next
command-remind-snooze = Let the last reminder come again tomorrow
command-remind-pause = Let it rest for a while
option-remind-pause-until = The day on which it goes on: Friday, 15 March, in 2 weeks; empty means until you resume it
command-remind-off = Turn your weekly reminder off
command-remind-test = Send one now, to see whether it arrives
help-topic-remind = Reminders
help-text-remind =
    /remind weekly sets one reminder a week, on your day and at your time: by direct message, or in a channel or thread of the server.
    It says where you are, what comes next with its minutes, and where your pace leads. Its buttons tick the task, log time, snooze it for a day, or skip the week.
    /remind test sends one now. /remind list shows what is set, /remind pause lets it rest, /remind off ends it.
    It is silent for what you paused or finished. In a channel it says nothing that you keep from the server.
    Two weeks and three days before a day to be done by, I say so once, where your reminder comes to, if you have one.
    What you earned and is valid for a time only: I tell you two months and two weeks before it runs out.
digest-title = The week in our server
digest-finished = Finished
digest-started = Started
digest-line = { $name }: { $title }
digest-groups = Study groups
digest-group = { $name }: { $work }, { $count } members
digest-more = and { $count } more
digest-hours = Together
digest-total = { $count ->
    [one] { $time } of work, by one member
   *[other] { $time } of work, by { $count } members
}
digest-whose = It tells only of members who let the server see it: /me settings.
digest-picture = { $time } in all
digest-alt = Bars of the hours that were logged on each day of the week, { $time } in all: { $days }.
digest-alt-day = { $day } { $time }
button-digest-mine = Where am I?
notice-days = { $days ->
    [one] Tomorrow, { $date }, is the day by which you wanted to be done.
   *[other] In { $days } days, on { $date }, is the day by which you wanted to be done.
}
notice-later = If that is too soon, choose a later day with /track target. It is your day, and nobody else sees it.
notice-in-public = the day that you set yourself comes near. What I have to say is for you alone: press the button.
renewal-title = { $title } is valid until { $date }
renewal-earned = You earned it on { $date }.
renewal-days = { $days ->
    [one] { $earned } It runs out tomorrow.
   *[other] { $earned } It runs out in { $days } days, so there is time to keep it.
}
renewal-how = How it is renewed is said on its issuer’s page: some want a short course or a fee, some want all of it once more. If you do it anew, start it again and I keep count.
renewal-gone = It is not in the catalogue any more. Its issuer knows how it is renewed.
renewal-in-public = something that you earned runs out before long. What I have to say is for you alone: press the button.
renewal-over = That was some time ago: you have renewed it since, or it has run out. /find shows where to earn it.
button-renewal-look = Look at it
button-renewal-start = Start again
button-renewal-show = Show me
enrolment-expires = Valid until { $date }.
completed-expires = It is valid until { $date }. I tell you in good time before that.

## Discord: announcements and a server's set-up

announced-headline = Well earned!
announced-warm = 🎉 { $name } has finished { $title }!
announced-plain = { $name } has finished { $title }.
announced-congratulated = { $count ->
    [one] One member has congratulated
   *[other] { $count } members have congratulated
}
announced-withdrawn = { $name } is still at work on { $title }: the last task is open again. See you at the finish!
announcement-gone = This is not counted any more: it was taken back, or told long ago.
congratulate-own = This one is yours. Enjoy it!
congratulate-blocked = The moderators of this server do not let you take part in this at the moment. Ask one of them if you think that is a mistake.
congratulated-new = 🎉 Counted! { $count ->
    [one] You are the first to congratulate { $name }.
   *[other] { $count } of you have congratulated { $name }.
}
congratulated-already = You have congratulated { $name } already. { $count ->
    [one] You were the first.
   *[other] In all { $count } of you have.
}
button-congratulate = Congratulate
button-about = What is this?
announce-now = { $count ->
    [0] Nothing waits to be told.
    [one] One completion goes out now.
   *[other] { $count } completions go out now.
}
style-unknown = I do not know that look or tone; choose them from the list.
channel-unfit = That is no channel of this server that I could write to; choose a text channel.
digest-no-channel = Choose a channel for the announcements first; the digest goes there too, unless you choose another one.
preview-nothing = There is no credential in this server's catalogue to show it with. Add one with /catalog add.
server-unseen-now = Discord does not show me this server right now; try again in a minute.
setup-title = Set up this server
setup-title-show = How this server is set up
setup-how = Choose below; each choice is kept at once. You can come back any time.
setup-label-announcing = Announcements:
setup-label-zone = Time zone:
setup-label-digest = Weekly digest:
setup-announcing-nowhere = nowhere yet. Choose a channel, and I tell there who has finished a credential. Only who wants it is named.
setup-announcing-in = who finishes, and wants it told, is named in
setup-announcing-off = off, until you turn them on again
setup-announcing-paused = paused until
setup-look = { $style ->
    [text] Without a picture
   *[picture] With a picture
}, { $tone ->
    [plain] in plain words
   *[warm] in warm words
}. Change it with /announce style.
setup-zone = { $place }, where it is { $now }
setup-zone-none = not said yet; I count in UTC, where it is { $now }
setup-zone-other = Somewhere else …
setup-zone-form-title = Where this server is
setup-digest-none = none
setup-digest = every { $day } at { $time } in
setup-digest-on = Every { $day }
setup-digest-off = No digest
setup-channel-gone = a channel that was deleted
setup-fault = { $reason ->
    [gone] A channel that I use was deleted. Choose another one: press Check.
   *[other] does not let me write. Press Check, and I say what to click.
}
setup-changed-by = Changed last by { $name }
setup-said-channel = ✓ Kept. I tell completions there from now on.
setup-said-look = ✓ Kept. Preview shows how it looks.
setup-look-how = Say how announcements look and sound: /announce style with a look, a tone, or both. Preview shows it.
setup-said-missing = ⚠️ One thing is missing: I am not allowed there to { $missing }. Press Check, and I say what to click.
setup-said-zone = ✓ Kept. This server is in { $place }.
setup-said-digest = ✓ Kept. It is skipped in a week in which nothing happened.
setup-said-no-digest = ✓ Kept. No digest.
setup-said-paused = ✓ Kept. What is finished meanwhile is not told later.
setup-said-resumed = ✓ Kept. Completions are told again.
select-setup-channel = Where shall I announce?
select-setup-zone = Time zone of this server
select-setup-day = Weekly digest: which day?
select-setup-time = Weekly digest: at what time?
select-setup-digest-channel = Weekly digest: where?
button-setup = Set up
button-doctor = Check
button-preview = Preview
button-setup-yes = Announcements on
button-setup-no = Announcements off
doctor-title = How I am doing here
doctor-sum = { $wrong ->
    [0] Everything that I need is there.
    [one] One thing has to be mended.
   *[other] { $wrong } things have to be mended.
}
doctor-right = Right:
doctor-open = Could be better:
doctor-wrong = To mend:
doctor-channel-right = I can write, show pictures and read back there.
doctor-channel-gone = { $use ->
    [digest] The channel for the digest
    [both] The channel for announcements and the digest
   *[announcements] The channel for announcements
} is not there any more. Choose another one below.
doctor-channel-missing = I am not allowed to { $missing }. Open the channel's settings (the gear), then Permissions, add my role “{ $bot }”, and allow this. Or choose another channel below.
doctor-no-channel = No channel is chosen, so no completion is told. Press Set up.
doctor-zone-right = This server is in { $place }, where it is { $now }.
doctor-zone-missing = No time zone is set, so I count in UTC. Press Set up.
doctor-commands-right = Members may use commands here.
doctor-commands-forbidden = Members may not use commands. Open Server Settings, then Roles, then @everyone, and allow “Use Application Commands”.
doctor-commands-hidden = Members do not see { $commands }. Open Server Settings, then Integrations, then { $bot }, and let @everyone use them.
doctor-commands-unknown = Discord did not say which commands members see. Look at Server Settings, then Integrations, then { $bot }.
doctor-threads-right = I may open threads for study groups, private ones too.
doctor-threads-missing = I am not allowed to { $missing }, so study groups meet where all can read, or not at all. Open Server Settings, then Roles, then my role “{ $bot }”, and allow this.
doctor-groups-troubled = { $count ->
    [one] One study group cannot be shown where it meets. Look at it with /group board, and press Repair.
   *[other] { $count } study groups cannot be shown where they meet. Look at them with /group board, and press Repair.
}
doctor-place-missing = If a channel stops working I have nowhere to tell you, and do so at your next command. Use /server setup in a channel in which I may write, and I tell you there.
doctor-database-right = What you set is kept: I can read and write it.
doctor-mended = ✓ A channel works again. What waited for it goes out now.
doctor-repaired = ✓ Kept. What could not be told goes out now.
discord-permission-view = View Channel
discord-permission-send = Send Messages
discord-permission-attach = Attach Files
discord-permission-history = Read Message History
discord-permission-private_threads = Create Private Threads
discord-permission-public_threads = Create Public Threads
discord-permission-in_threads = Send Messages in Threads
select-repair = Use another channel instead …
button-check-again = Check again
fault-title = A channel does not take my messages any more:
fault-title-gone = A channel that I wrote to is gone.
fault-title-plain = A channel of this server does not take my messages any more.
fault-words = { $reason ->
    [gone] Whoever manages this server can choose another one; until then nothing is told.
    [forbidden] I am not allowed to write there. Whoever manages this server can allow it, or choose another one; until then nothing is told there.
   *[other] Press the button, and I say what to click; until then nothing is told there.
}
button-mend = Mend it
audit-server_set = { $setting ->
    [channel] Chose where completions are told.
    [paused] Turned announcements off.
    [resumed] Turned announcements on.
    [style] Changed how completions look and sound.
    [zone] Set the server's time zone to { $to }.
    [digest] Set the weekly digest.
    [digest_off] Took the weekly digest away.
   *[repaired] Chose another channel, or mended one.
}
command-server-setup = Set me up: where I announce, your time zone, a weekly digest
command-server-show = See how this server is set up, and who changed it last
command-server-doctor = Check that I have what I need here, and what to click if not
command-announce = How this server is told of who has finished
command-announce-setup = Choose where I tell who has finished, and when the weekly digest comes
command-announce-style = Choose how announcements look and sound
command-announce-preview = See an announcement as it would look; nobody else sees it
command-announce-now = Tell at once what waits to be told
command-announce-pause = Tell nothing for a while
option-announce-setup-channel = The channel for announcements, and for the digest
option-announce-setup-day = The day of the weekly digest: Monday, Friday … (optional)
option-announce-setup-at = The time of the weekly digest: 18:30, 9 … (optional)
option-look = With the picture of the achievement, or without
option-tone = Warm words, or plain ones
option-until = Until when: Friday, 15 March, in 2 weeks. Leave it empty for: until I say so
choice-look-picture = with a picture
choice-look-text = without a picture
choice-tone-warm = warm
choice-tone-plain = plain
choice-what-announcing = announcing what they finish
help-topic-announce = Announcements and setting me up
help-text-announce = When somebody finishes a credential and wants it told, I tell the channel that the moderators chose. I ask each member once, when they start; /me settings changes it. Nobody is pinged, unless they ask for it.
    Moderators: /server setup leads you through it. /server doctor checks what I need and says what to click. /announce style, preview, pause and now do what they say.
    Congratulate counts you once. If the last task is taken back, what I told changes by itself. Moderators can take an announcement down: long-press or right-click it, then Apps, Remove.
zone-week-missed = Through this change the week of { $monday } has no reminder; the next one comes at your usual time.

## Study groups

group-is-open = open to everybody here
group-is-closed = by invitation
group-members = { $count } of { $most } members
group-rules = { $members }, { $rules }
group-rules-led = { $members }, { $rules }, led by { $name }
group-follows = Together on { $title }
group-follows-none = Everyone brings their own credential
label-group-goal = Goal
group-goal-hours = { $time } a week together
group-goal-by = done by { $date }
group-goal-both = { $hours }, { $day }
group-window-week = This week
group-window-month = This month
group-window-all = All time
group-window-since = since { $date }
group-resting = resting this week
group-resting-longer = resting
group-line-kudos = { $count } kudos
group-line-private = keeps it to themselves
group-together = Together: { $work }
group-together-none = Nothing logged together yet, and that is fine
group-pace = about { $time } a week together, over the last 4 weeks
group-former = Former members: { $work }
group-hidden = { $count ->
    [one] One member shows it to the group only.
   *[other] { $count } members show it to the group only.
}
group-meets = You meet in
group-place-later = Its thread is on its way.
group-place-public = I may not open private threads here, so everybody who sees the channel can read this one.
group-trouble = { $trouble ->
    [message_gone] The board in the thread was deleted.
    [thread_gone] The thread of this group was deleted.
    [channel_gone] The channel of this group is not there any more.
    [forbidden] I am not allowed to write where this group meets.
   *[other] This group has no thread yet.
}
group-trouble-repair = Press Repair, and I set it up again.
group-trouble-wait = Whoever leads the group, or a moderator, can repair it. Nothing is lost.
group-begun = { $name } begins a study group.
group-begun-how = Up to { $most } members. Everybody here may join: press Join.
group-made = ✓ Your study group “{ $name }” is there.
group-made-already = ✓ Your study group “{ $name }” is there already.
group-made-open = Everybody here can find it with /group list. Invite somebody, and set a goal if you like.
group-made-closed = Only who is invited can join. Invite somebody to begin with.
group-joined = ✓ You are in “{ $name }”. Welcome!
group-joined-already = You are in “{ $name }” already.
group-sees = The group sees what you log from today on, without your notes. Settings change that.
group-sees-nothing = You keep your work to yourself, so the group sees your name and nothing else. Settings change that.
group-start-hint = The group works on one credential together, and you have not started it yet.
group-left = You have left “{ $name }”. What you did together stays in its sums, without your name.
group-left-ended = You were the last in “{ $name }”, so it has ended. What you logged is still yours.
group-ended = ✓ “{ $name }” has ended. What everybody logged is still theirs.
group-ended-already = “{ $name }” has ended already.
group-none-of-yours = You are in no study group here yet. Look at those there are, or begin one: two are enough.
group-which = Which group do you mean?
select-group-which = Choose a group …
group-leave-title = Leave “{ $name }”?
group-leave-stays = What you logged stays yours. What you did together stays in the group's sums, without your name.
group-leave-then = { $what ->
    [last] You are the only one in it, so the group ends.
    [owner] Whoever has been in it longest leads it then.
   *[plain] { $open ->
        [yes] You can come back any time.
       *[no] To come back you need an invitation.
    }
}
group-stayed = All right, nothing is changed.
group-end-title = End “{ $name }”?
group-end-means = { $count ->
    [one] The group ends, and its board stays as it is.
   *[other] The group ends for all { $count } members, and its board stays as it is. Its thread tells them.
}
group-end-stays = What everybody logged stays theirs. This cannot be taken back.
group-list-title = { $total ->
    [0] Study groups
    [one] One study group
   *[other] { NUMBER($total, useGrouping: 0) } study groups
}
group-list-empty = There is no study group here yet. Begin one: it takes a name, and two are enough.
group-list-yours = you are in it
group-list-full = full
group-list-invited = { $by } invites you to “{ $name }”
group-list-more-invited = And { $count } more invite you; answer these first.
group-form-new = Begin a study group
group-form-edit = Name, size and more
group-form-name = What is it called?
group-form-name-example = SQL before summer
group-form-credential = One credential for all? (optional)
group-form-credential-example = Empty: everyone brings their own
group-form-size = How many at most? (2 to 50)
group-form-size-example = 10
group-form-who = Who may join?
group-form-zone = Whose clock counts? A city or time zone
group-form-open = Everybody here
group-form-closed = Only who is invited
group-goal-form = A goal for the group
group-goal-form-hours = Hours a week, all together
group-goal-form-hours-example = 6. Empty: no hours
group-goal-form-by = By when do you want to be done?
group-goal-form-by-example = 12 March, in 8 weeks. Empty: no day
group-goal-set = ✓ Your goal: { $goal }.
group-goal-gone = ✓ The group has no goal any more.
group-goal-now = Your goal: { $goal }.
group-goal-none = The group has no goal yet.
group-edited = ✓ Kept.
group-edited-nothing = Nothing is different.
group-manage-title = { $name }: how it is set up
label-group-follows = Credential
label-group-size = Members
label-group-who = Who may join
label-group-checkin = Check-in
label-group-place = Thread
group-manage-checkin = When shall the group check in? Each choice is kept at once.
group-no-room = It is full at the moment.
group-ask-inside = Ask somebody in it to invite you.
group-shut-out = You cannot see the channel of its thread yet. A moderator can let you in.
group-checkin-off = none
group-checkin-set = ✓ Kept. Check-in: { $when }.
group-checkin-none = ✓ Kept. No check-in.
group-checkin-on = Every { $day }
group-checkin-no-day = No check-in
group-checkin-day-missing = Say which day: the check-in is off at the moment.
select-group-checkin-day = Weekly check-in: which day?
select-group-checkin-time = Weekly check-in: at what time?
group-place-private = only members see it
group-place-open = everybody here can read it
select-group-open = Look at a group …
select-group-invite = Who shall come along?
group-invite-title = Invite to { $name }
group-invite-how = I send each a direct message with Join and No thanks. It holds for { $days } days.
group-invite-sent = ✓ { $name } is invited.
group-invite-waits = { $name } is invited already; the answer is still open.
group-invited-title = Come along to { $name }?
group-invited-by = { $by } invites you to a study group in { $server }.
group-invited-here = ✉️ { $by } invites you to the study group “{ $name }”. I could not send you a direct message, so I ask here.
group-invited-goal = The goal: { $goal }.
group-invited-how = The group sees what you log from then on, as far as you let it. You can leave any time. The invitation holds for { $days } days.
group-declined = { $open ->
    [yes] All right. Nobody is told. If you change your mind, you find “{ $name }” with /group list.
   *[no] All right. Nobody is told. If you change your mind, ask somebody in “{ $name }” to invite you again.
}
group-choice = { $name } ({ $members }, { $rules })
group-together-in = You are both in { $names }
group-together-in-more = You are both in { $names } and { $count } more
# The thread of a study group: its board, its news, its check-in
group-thread-first = This is where your study group meets. The board comes next.
group-picture-title = { $name }: this week
group-picture-goal = Together { $done } of { $goal }
group-picture-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
group-picture-alt = A chart of this week, a bar for each member: { $busy } of { $count } have logged something so far. { $together }
group-board-more = { $count ->
    [one] One more is on the pages behind Board.
   *[other] { $count } more are on the pages behind Board.
}
group-board-fresh = A fresh week. Whatever you /log shows up here within a minute.
group-board-over = This group has ended. What everybody logged is still theirs.
button-group-weeks = Past weeks
group-news-joined = is in the group now. Welcome!
group-news-left = has left the group. What you did together stays in its sums.
group-news-owner = leads the group now.
group-news-renamed = The group “{ $before }” is called “{ $name }” now.
group-news-ended = The group “{ $group }” has ended. Thank you all for learning together.
group-news-shut-out = They cannot see the channel of this thread yet. A moderator can let them in.
group-fault-title = The study group “{ $name }” cannot be shown at the moment.
group-fault-words = { $trouble ->
    [message_gone] Its board was deleted. Nothing that was logged is lost: press Repair, and I post it again.
    [thread_gone] Its thread was deleted. Nothing that was logged is lost: press Repair, and I make a new one.
    [channel_gone] Its channel is not there any more. Nothing that was logged is lost: press Repair to see how it goes on.
   *[forbidden] I am not allowed to write there any more. Nothing that was logged is lost: press Repair once I am allowed again.
}
group-fault-where = In { $server }
group-repaired = ✓ “{ $name }” is set up again. It takes a moment until everything is in its place.
group-channel-gone = The channel of this group is not there any more. Use /group board in the channel in which you want to meet, and press Repair there.
group-channel-unfit = Where this group was begun there are no threads. Use /group board in the channel in which you want to meet, and press Repair there.
group-still-forbidden = I am still not allowed to write where this group meets ({ $missing }). Ask a moderator to allow it, and press Repair again. Or use /group board in another channel, and press Repair there.
group-move-gone = The channel of this group is not there any more. Shall it meet in this channel from now on?
group-move-elsewhere = Where this group was begun there are no threads. Shall it meet in this channel from now on?
group-move-forbidden = I am not allowed to write where this group meets ({ $missing }). Ask a moderator to allow it and try again, or let the group meet in this channel from now on.
group-move-unfit = A group can meet in a text channel or a forum. Use the button in one of those.
button-group-again = Try again
button-group-here = Meet here
checkin-title = How was your week?
checkin-week = the week of { $date }
checkin-how = A sentence is plenty: what went well, and what comes next. Or rest; that is part of learning too.
checkin-count = { $answered } of { $members } have checked in
checkin-count-closed = { $answered ->
    [0] Nobody checked in, and that is fine.
    [one] One of you checked in.
   *[other] { $answered } of you checked in.
}
checkin-closed-title = This check-in is closed
checkin-form = How was your week?
checkin-ask-well = What went well?
checkin-ask-well-example = for example: finished the lesson on joins
checkin-ask-next = What comes next?
checkin-ask-next-example = for example: the first quiz, on Tuesday
checkin-kept = ✓ Kept. “{ $name }” can read it under Answers.
checkin-resting = ✓ You rest this week. “{ $name }” knows, and that is fine.
checkin-none = “{ $name }” has no check-in open at the moment. One comes every week, once the group has set a day for it.
checkin-closed = This check-in of “{ $name }” is closed, and its week stays as it was.
checkin-empty = There was nothing in it yet. A sentence is plenty; or press Resting this week.
checkin-too-long = That is a bit long: { $limit } letters at most for each answer.
checkin-blocked = The moderators of this server do not let you take part in this at the moment. Ask one of them if you think that is a mistake.
checkin-answers-title = Check-in of { $name }
checkin-answers-none = Nobody has checked in yet. Somebody has to be first!
checkin-said-well = Went well:
checkin-said-next = Next:
checkin-said-resting = Resting this week.
checkin-said-removed = Checked in.
checkin-removed = ✓ Taken down. That they checked in still counts.
select-checkin-remove = For moderators: take down what somebody wrote
button-checkin-rest = Resting this week
button-checkin-answers = Answers
button-checkin-change = Change it
button-checkin-open = To the open check-in
button-week = The week
group-week-title = { $name }, a past week
group-week-stays = A closed week stays as it was.
select-group-week = Another week …
weeks-none = “{ $name }” has no closed week yet. The first one closes when the next check-in comes.
weeks-none-over = “{ $name }” has ended, and it had closed no week. What everybody logged is still theirs.

button-group-join = Join
button-group-decline = No thanks
button-group-board = Board
button-group-list = All groups
button-group-new = Begin a group
button-group-kudos = Kudos
button-group-checkin = Check in
button-group-invite = Invite
button-group-leave = Leave
button-group-leave-sure = Leave it
button-group-stay = Stay
button-group-back = Join again
button-group-end = End the group
button-group-end-sure = End it for all
button-group-end-keep = Keep it
button-group-goal = Set a goal
button-group-goal-change = Change the goal
button-group-manage = Edit
button-group-edit = Name, size and more
button-group-repair = Repair
command-group = Study groups: learn together and see one another move
command-group-create = Begin a study group, on one credential or with everyone's own
command-group-edit = Change your group: its name, size, credential, check-in
command-group-join = Join a study group
command-group-leave = Leave a study group
command-group-list = See the study groups of this server, and who invites you
command-group-board = See how your group is doing: this week, this month, all time
command-group-goal = Set what your group wants to reach; with nothing said, see it
command-group-checkin = Say how your week was, for your group
command-group-invite = Invite a member to your group
command-group-end = End a group for all its members
option-group = Which group; leave it empty in its thread, or when you are in one only
option-group-join-group = The group: its name, or a part of it
option-group-edit-group = The group: its name, or a part of it
option-group-end-group = The group: its name, or a part of it
option-group-create-name = What it is called: SQL before summer
option-group-create-credential = One credential for all; leave it empty where everyone brings their own
option-group-create-size = How many members at most, 2 to 50; 10 if you say nothing
option-group-create-open = May everybody here join? Else only who is invited
option-group-edit-name = The new name
option-group-edit-credential = One credential for all; “none” where everyone brings their own
option-group-edit-size = How many members at most, 2 to 50
option-group-edit-open = May everybody here join? Else only who is invited
option-group-edit-checkin_day = The day of the weekly check-in: Monday, Friday …, or “off”
option-group-edit-checkin_at = The time of the weekly check-in: 18:00, 9 …
option-group-edit-zone = Where the group is: a city, or a time zone; the check-in goes by its clock
option-hours_week = Hours a week, all members together: 6, 7h30, or “none”
option-by = The day by which all want to be done: 12 March, in 8 weeks, or “none”
option-group-checkin-note = How your week was, in a sentence; leave it empty for the form
option-group-checkin-group = Which of your groups; not needed in its thread
option-group-invite-member = Whom you invite
group-none-words = none|off|no|nothing|-
help-topic-group = Study groups
help-text-group = /group create begins one, /group list shows them all, and Join is one press. The group gets a thread with a board: what each did this week, sorted by the week's work; who has nothing this week is resting, and that is fine.
    You decide in /me settings who sees what you log. Who keeps it to themselves is on the board by name alone. Notes are never shown.
    Once a week the group checks in. Kudos are for a good word in between: on the board, or right-click somebody, Apps, “Send kudos”. Whoever leads the group, and moderators, can edit it, repair its thread and end it.
group-unknown = I know no such study group here. /group list shows those there are.
group-over = “{ $name }” has ended. /group list shows the groups there are.
group-not-in-it = You are not in “{ $name }”. Join it first, or ask somebody in it.
group-not-yours = Only whoever leads “{ $name }”, or a moderator, can do that.
group-by-invitation = “{ $name }” takes members by invitation. Ask somebody in it to invite you.
group-full = “{ $name }” is full: it takes { $most }. Whoever leads it can make room with /group edit.
groups-too-many = You are in { $most } study groups here, and that is the most. Leave one first.
groups-of-server-too-many = This server has { $most } study groups, and that is the most. Join one of them with /group list.
group-name-missing = A study group needs a name, for example “SQL before summer”.
group-name-too-long = That name is too long; please say it in at most { $limit } characters.
group-name-taken = There is a study group “{ $name }” here already. Join it, or choose another name.
group-size-wrong = A study group has { $least } to { $most } members. Say a number between them, for example 10.
group-size-unreadable = I could not read “{ $text }” as a number of members. Write a number, for example 10.
group-size-below-members = There are { $members } in the group already; it cannot be smaller than that.
group-goal-hours-wrong = That is no goal for a week. Say the hours of all together, for example 6 or 7h30.
group-goal-day-wrong = Say a day from tomorrow on, within ten years, for example 12 March or in 8 weeks.
invite-self = You are in it already; invite somebody else.
invite-bot = That is a bot, and bots do not study. Invite a person.
invite-not-here = { $name } is not in this server. Invite them to the server first.
invite-in-it = They are in “{ $name }” already.
invites-too-many = You have sent { $most } invitations today, and that is the most. Tomorrow you can send more.
group-blocked = The moderators of this server do not let you take part in this at the moment. Ask one of them if you think that is a mistake.
group-invitation-gone = This invitation is over or was answered already. /group list shows the groups there are.
audit-group_edited = Changed the study group “{ $title }”.
audit-group_ended = Ended the study group “{ $title }”.

## Kudos, and who is happy to help

menu-kudos = Send kudos
kudos-gives = sends kudos to
kudos-whom = Kudos in { $name }
kudos-how = { $left ->
    [one] One more today. Everybody in this channel reads it, and nobody is pinged.
   *[other] { $left } more today. Everybody in this channel reads it, and nobody is pinged.
}
select-kudos = Who gets a good word?
kudos-alone = You are the only one in “{ $name }” so far. Invite somebody, and there will be whom to cheer on.
kudos-all = Everybody in “{ $name }” has kudos from you today. That is kind!
kudos-self = A good word to yourself is always allowed, but kudos are for others.
kudos-bot = That is kind! But kudos are for people.
kudos-gone = They are not in this server any more.
kudos-left = They have left the group meanwhile. Choose somebody else.
kudos-already = You gave them kudos today already. From tomorrow on you can again.
kudos-too-many = You have given your { $most } kudos of today. Tomorrow there are new ones.
kudos-blocked = The moderators of this server do not let you take part in this at the moment. Ask one of them if you think that is a mistake.
button-happy-to-help = Happy to help others
button-help-back = Take it back
help-offered = ✓ Thank you! Whoever looks at “{ $title }” here now reads that you are happy to help.
help-offered-already = Whoever looks at “{ $title }” here reads that you are happy to help.
help-how = They may write to you. You can take it back any time.
help-taken-back = All right, you are not listed under “{ $title }” any more.
help-not-completed = You can help with “{ $title }” once you have finished it.
help-blocked = The moderators of this server do not let you take part in this at the moment. Ask one of them if you think that is a mistake.
helpers = Finished it and happy to help: { $names }
helpers-more = Finished it and happy to help: { $names } and { $count } more
