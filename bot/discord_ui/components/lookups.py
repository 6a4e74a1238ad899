"""The components that look into the catalogue: details, comparisons, browsing, help."""

from bot.discord_ui import custom_ids
from bot.discord_ui.answering import BadgerInteraction, answer, asker_of, new_message, place_of_click
from bot.discord_ui.cards.audience import Audience
from bot.discord_ui.cards.browsing import browse_card
from bot.discord_ui.cards.card import Button, Card, button
from bot.discord_ui.cards.comparison import FromSearch, comparison_card
from bot.discord_ui.cards.credential import credential_card
from bot.discord_ui.cards.help import help_card
from bot.discord_ui.components.component import Component
from bot.discord_ui.direct_messages import server_of
from bot.discord_ui.willing_to_help import helpers_line
from bot.domain.errors import UserError
from bot.domain.fit import judge_fit
from bot.services.finding import FoundAdvice


async def _own_search(interaction: BadgerInteraction, search_id: str, page: int) -> FoundAdvice | None:
    """The search as the person's own; None where it is not kept any more, which loses only the fit."""
    try:
        finding = interaction.client.desk.use_cases.finding
        return await finding.reopen(asker_of(interaction), search_id, page)
    except UserError as refused:
        if refused.message_id != "search-gone":
            raise
        return None


def _chosen(values: tuple[str, ...]) -> str:
    """The one value chosen. Raises UserError `component-gone` where there is none."""
    if not values:
        raise UserError("component-gone")
    return values[0]


async def _details_card(
    interaction: BadgerInteraction,
    values: tuple[str, ...],
    *,
    back: Button | None = None,
    found: FoundAdvice | None = None,
) -> Card:
    """The chosen credential in full, with the way back and what the search said of it."""
    desk = interaction.client.desk
    server = await server_of(interaction)
    view = desk.use_cases.catalogue.credential(server.guild_id, _chosen(values))
    marks = await desk.use_cases.work.overview.marks(asker_of(interaction, server.guild_id))
    known = (*found.advice.results, *found.longer) if found else ()
    return credential_card(
        desk.texts,
        view,
        Audience(can_share=interaction.guild_id is not None),
        back=back,
        advised=next((each for each in known if each.credential.id == view.credential.id), None),
        budget=found.advice.budget if found else None,
        marks=marks,
        helpers=await helpers_line(interaction, server.guild_id, view.credential.id),
    )


class DetailsSelect(Component, shape=custom_ids.DETAILS):
    """*Details of …* under the results of a search."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the credential, what the search said of it, and the way back."""
        await answer(interaction, self._details(interaction), place_of_click(interaction))

    async def _details(self, interaction: BadgerInteraction) -> Card:
        found = await _own_search(interaction, self.search, self.page)
        if found is None:
            return await _details_card(interaction, self.values)
        name = interaction.client.desk.texts("button-back-to-results")
        back = button(name, custom_ids.RESULTS.of(found.search_id, found.page))
        return await _details_card(interaction, self.values, back=back, found=found)


class CompareSelect(Component, shape=custom_ids.COMPARE):
    """*Compare …* under the results of a search."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the chosen side by side, with the fit of each."""
        await answer(interaction, self._comparison(interaction), place_of_click(interaction))

    async def _comparison(self, interaction: BadgerInteraction) -> Card:
        desk = interaction.client.desk
        server = await server_of(interaction)
        comparison = desk.use_cases.catalogue.compare(server.guild_id, self.values)
        found = await _own_search(interaction, self.search, self.page)
        audience = Audience(can_share=interaction.guild_id is not None)
        if found is None:
            return comparison_card(desk.texts, comparison, audience)
        budget = found.advice.budget
        verdicts = tuple(
            judge_fit(each.effort, each.prescribed_weeks, budget, today=found.asked_on)
            for each in comparison.credentials
        )
        search = FromSearch(found.search_id, found.page, verdicts if budget else None)
        return comparison_card(desk.texts, comparison, audience, search)


class ShowSelect(Component, shape=custom_ids.SHOW):
    """*Details of …* under a comparison that no search led to."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the credential beside the comparison, which stays."""
        await answer(interaction, _details_card(interaction, self.values), new_message(interaction))


async def browsed(interaction: BadgerInteraction, topic: str | None, issuer: str | None, page: int) -> Card:
    """A page of the catalogue in the server that this is about."""
    desk = interaction.client.desk
    server = await server_of(interaction)
    return browse_card(desk.texts, desk.use_cases.catalogue.browse(server.guild_id, topic, issuer, page))


class _Browsing(Component):
    """What knows its place in the catalogue."""

    async def place(self, interaction: BadgerInteraction) -> tuple[str | None, str | None]:
        """The topic and the issuer; one that was cut for the id is found again by its beginning."""
        catalogue = interaction.client.desk.use_cases.catalogue
        guild_id = (await server_of(interaction)).guild_id
        topic, issuer = self.parts["topic"], self.parts["issuer"]
        beginnings = custom_ids.beginning_of(topic), custom_ids.beginning_of(issuer)
        if beginnings[0]:
            topic = _named(beginnings[0], catalogue.suggest_topics(guild_id, beginnings[0]))
        if beginnings[1]:
            issuer = _named(beginnings[1], catalogue.suggest_issuers(guild_id, beginnings[1]))
        return topic or None, issuer or None


def _named(beginning: str, candidates: list[str]) -> str:
    begins = (name for name in candidates if custom_ids.beginning_of(custom_ids.name_part(name)) == beginning)
    return next(begins, beginning)


class BrowseButton(_Browsing, shape=custom_ids.BROWSE):
    """Back and More in the catalogue, and the way into it."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the page."""
        topic, issuer = await self.place(interaction)
        work = browsed(interaction, topic, issuer, self.page)
        await answer(interaction, work, place_of_click(interaction))


class BrowseDetailsSelect(_Browsing, shape=custom_ids.BROWSE_DETAILS):
    """*Details of …* in the catalogue."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the credential and the way back to its page."""
        await answer(interaction, self._details(interaction), place_of_click(interaction))

    async def _details(self, interaction: BadgerInteraction) -> Card:
        to_list = custom_ids.BROWSE.of(self.page, self.parts["topic"], self.parts["issuer"])
        back = button(interaction.client.desk.texts("button-back-to-list"), to_list)
        return await _details_card(interaction, self.values, back=back)


class TopicSelect(Component, shape=custom_ids.TOPIC):
    """The topics of the catalogue."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the credentials of the topic."""
        work = browsed(interaction, _chosen(self.values), None, 0)
        await answer(interaction, work, place_of_click(interaction))


class HelpSelect(Component, shape=custom_ids.HELP):
    """The topics of the help."""

    async def used(self, interaction: BadgerInteraction) -> None:
        """Shows the topic."""
        await answer(interaction, self._topic(interaction), place_of_click(interaction))

    async def _topic(self, interaction: BadgerInteraction) -> Card:
        return help_card(interaction.client.desk.texts, _chosen(self.values))


LOOKUP_COMPONENTS = (
    DetailsSelect,
    CompareSelect,
    ShowSelect,
    BrowseButton,
    BrowseDetailsSelect,
    TopicSelect,
    HelpSelect,
)
