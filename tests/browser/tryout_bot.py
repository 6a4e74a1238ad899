"""A small bot with one of everything that the sandbox's page can show."""

import base64
import io
from typing import Any, cast

import discord
from discord import app_commands, ui

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg=="
)
"""A picture of five by five pixels."""
Interaction = discord.Interaction[discord.Client]


class TryoutBot(discord.Client):
    """Answers each command with what was understood."""

    def __init__(self) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            # The servers come at once here: there is no more to wait for.
            guild_ready_timeout=0.1,
        )
        self.tree = app_commands.CommandTree(self)
        plain: tuple[Any, ...] = (
            *(find, invite, compare, credential, form, layout, say, slow),
            *(load, suggest, report),
        )
        for command in (*plain, on_message, on_user):
            self.tree.add_command(command)

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if self.user in message.mentions or (message.guild is None and message.author != self.user):
            await message.reply(f"You wrote: {discord.utils.escape_markdown(message.clean_content)}")


class Details(ui.LayoutView):
    """A container with a section, a select for several values and buttons."""

    def __init__(self, words: str) -> None:
        super().__init__(timeout=None)
        box: ui.Container[Details] = ui.Container(accent_colour=0x4F9D69)
        box.add_item(ui.TextDisplay(f"## Found\n{words}"))
        box.add_item(ui.Separator())
        box.add_item(ui.Section(ui.TextDisplay("**SQL for all** · fits"), accessory=_Told("Details")))
        options = [discord.SelectOption(label=f"Course {name}", value=name) for name in "ABC"]
        box.add_item(
            ui.ActionRow(_Chosen(placeholder="Compare some", min_values=2, max_values=3, options=options))
        )
        box.add_item(ui.ActionRow(_Chosen(placeholder="Hours a week", options=options)))
        box.add_item(ui.ActionRow(_Friend(placeholder="A friend")))
        link: ui.Button[Details] = ui.Button(label="Source", url="https://example.org/")
        off: ui.Button[Details] = ui.Button(label="Off", disabled=True)
        box.add_item(ui.ActionRow(_Told("Share"), _Deaf("Deaf"), _Opens("Fix it"), link, off))
        self.add_item(box)


class _Told(ui.Button[Details]):
    def __init__(self, label: str) -> None:
        super().__init__(label=label)

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"{self.label} was clicked", ephemeral=True)


class _Deaf(ui.Button[Details]):
    def __init__(self, label: str) -> None:
        super().__init__(label=label, style=discord.ButtonStyle.danger)

    async def callback(self, interaction: Interaction) -> None:
        """Never answers."""


class _Opens(ui.Button[Details]):
    def __init__(self, label: str) -> None:
        super().__init__(label=label)

    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_modal(TimeForm())


class _Chosen(ui.Select[Details]):
    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"Chosen: {', '.join(sorted(self.values))}", ephemeral=True)


class _Friend(ui.UserSelect[Details]):
    async def callback(self, interaction: Interaction) -> None:
        await interaction.response.send_message(f"A friend: {self.values[0].display_name}", ephemeral=True)


class TimeForm(ui.Modal, title="Your time"):
    """A modal with a text and a select."""

    hours: ui.Label[Any] = ui.Label(
        text="Time", description="such as 3h/week", component=ui.TextInput(min_length=2, max_length=20)
    )
    level: ui.Label[Any] = ui.Label(
        text="Level",
        component=ui.Select(
            options=[discord.SelectOption(label="Beginner"), discord.SelectOption(label="Expert")]
        ),
    )

    proof: ui.Label[Any] = ui.Label(
        text="Proof",
        component=ui.RadioGroup(
            options=[discord.RadioGroupOption(label=name) for name in ("Quiz", "Portfolio")]
        ),
    )
    days: ui.Label[Any] = ui.Label(
        text="Days",
        component=ui.CheckboxGroup(
            max_values=2,
            options=[discord.CheckboxGroupOption(label=name) for name in ("Monday", "Friday", "Sunday")],
        ),
    )

    async def on_submit(self, interaction: Interaction) -> None:
        hours, level = cast("Any", self.hours.component), cast("Any", self.level.component)
        proof, days = cast("Any", self.proof.component), cast("Any", self.days.component)
        words = f"Time {hours.value}, level {level.values[0]}, {proof.value} on {', '.join(days.values)}"
        await interaction.response.send_message(words, ephemeral=True)


class SuggestForm(ui.Modal, title="Suggest a credential"):
    """A modal with five parts: texts, one of them prefilled, selects, and files."""

    name: ui.Label[Any] = ui.Label(
        text="Title", component=ui.TextInput(default="SQL for all", max_length=100)
    )
    why: ui.Label[Any] = ui.Label(
        text="Why",
        description="A few words for the moderators",
        component=ui.TextInput(style=discord.TextStyle.paragraph, required=False, max_length=300),
    )
    level: ui.Label[Any] = ui.Label(
        text="Level",
        component=ui.Select(
            placeholder="How hard it is",
            options=[
                discord.SelectOption(label=name, description=f"For {name.lower()}s", default=name == "Expert")
                for name in ("Beginner", "Advanced learner", "Expert")
            ],
        ),
    )
    kinds: ui.Label[Any] = ui.Label(
        text="Kinds of proof",
        description="What one gets at the end",
        component=ui.Select(
            min_values=1,
            max_values=3,
            options=[discord.SelectOption(label=f"Kind {number}") for number in range(1, 13)],
        ),
    )
    proof: ui.Label[Any] = ui.Label(
        text="Proof",
        description="Pictures or a PDF",
        component=ui.FileUpload(max_values=2, required=False),
    )

    async def on_submit(self, interaction: Interaction) -> None:
        files, kinds = cast("Any", self.proof.component).values, cast("Any", self.kinds.component).values
        sizes = ", ".join([f"{file.filename} {len(await file.read())}" for file in files])
        words = f"{cast('Any', self.name.component).value}: {', '.join(kinds)}; files {sizes or 'none'}"
        await interaction.response.send_message(words, ephemeral=True)


async def _echo(_: Interaction, current: str) -> list[app_commands.Choice[str]]:
    if current == "fail":
        message = "asked to fail"
        raise app_commands.AppCommandError(message)
    if not current:
        return []
    return [app_commands.Choice(name=f"{current}, understood", value=f"<{current}>"[:100])]


@app_commands.command()
@app_commands.choices(
    level=[app_commands.Choice(name=name, value=name[0]) for name in ("beginner", "expert")]
)
@app_commands.autocomplete(time=_echo)
async def find(
    interaction: Interaction,
    goal: str,
    time: str | None = None,
    level: str | None = None,
    credit: bool | None = None,
    limit: app_commands.Range[int, 1, 5] | None = None,
    friend: discord.Member | None = None,
) -> None:
    """Finds what fits"""
    await interaction.response.defer(ephemeral=True, thinking=True)
    given = {"goal": goal, "time": time, "level": level, "credit": credit, "limit": limit}
    given["friend"] = friend.display_name if friend else None
    words = "; ".join(f"{name}={value}" for name, value in given.items() if value is not None)
    await interaction.followup.send(view=Details(discord.utils.escape_markdown(words)))


@app_commands.command()
async def invite(
    interaction: Interaction, friend: discord.Member, place: discord.TextChannel, role: discord.Role
) -> None:
    """Invites somebody"""
    words = f"{friend.display_name} to {place.name} as {role.name}"
    await interaction.response.send_message(words, ephemeral=True)


@app_commands.command()
@app_commands.autocomplete(first=_echo, second=_echo)
async def compare(interaction: Interaction, first: str, second: str) -> None:
    """Compares two"""
    await interaction.response.send_message(f"{first} against {second}", ephemeral=True)


credential = app_commands.Group(name="credential", description="One credential")


@credential.command()
async def show(interaction: Interaction, name: str) -> None:
    """Shows one"""
    await interaction.response.send_message(f"All about {name}", ephemeral=True)


@credential.command()
async def browse(interaction: Interaction, topic: str | None = None, issuer: str | None = None) -> None:
    """Shows what there is"""
    embed = discord.Embed(title="The catalogue", description="**385** credentials", colour=0xCC8800)
    embed.set_footer(text=f"topic {topic}, issuer {issuer}")
    embed.add_field(name="Free", value="120")
    await interaction.response.send_message(embed=embed)


@app_commands.command()
async def form(interaction: Interaction) -> None:
    """Opens a form"""
    await interaction.response.send_modal(TimeForm())


@app_commands.command()
async def layout(interaction: Interaction) -> None:
    """Shows a layout to everyone"""
    await interaction.response.send_message(view=Details("public"))


@app_commands.command()
async def say(interaction: Interaction, text: str) -> None:
    """Says it to everyone"""
    await interaction.response.send_message(text.replace("\\n", "\n"))


@app_commands.command()
async def load(
    interaction: Interaction,
    file: discord.Attachment,
    note: str | None = None,
    second: discord.Attachment | None = None,
) -> None:
    """Loads a file"""
    content = await file.read()
    more = "" if second is None else f" and {second.filename}"
    await interaction.response.send_message(f"{file.filename}{more}: {len(content)} bytes, note {note}")


@app_commands.command()
async def suggest(interaction: Interaction) -> None:
    """Asks for a form"""
    await interaction.response.send_modal(SuggestForm())


class Report(ui.LayoutView):
    """A layout with a file and a picture."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        box: ui.Container[Report] = ui.Container(accent_colour=0x4F9D69)
        box.add_item(ui.TextDisplay("## 3 rows could not be read\nThe file says why, row by row."))
        box.add_item(ui.File("attachment://report.csv"))
        gallery: ui.MediaGallery[Report] = ui.MediaGallery(
            discord.MediaGalleryItem("attachment://dot.png", description="A red dot")
        )
        box.add_item(gallery)
        self.add_item(box)


@app_commands.command()
async def report(interaction: Interaction) -> None:
    """Shows a report"""
    files = [
        discord.File(io.BytesIO(b"row,why\n" + b"1,no title\n" * 200), filename="report.csv"),
        discord.File(io.BytesIO(DOT), filename="dot.png"),
    ]
    await interaction.response.send_message(view=Report(), files=files)


@app_commands.command()
async def slow(_: Interaction) -> None:
    """Never answers"""


@app_commands.context_menu(name="Find a credential for this")
async def on_message(interaction: Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"For this: {message.content}", ephemeral=True)


@app_commands.context_menu(name="Learning profile")
async def on_user(interaction: Interaction, user: discord.Member) -> None:
    await interaction.response.send_message(f"Profile of {user.display_name}", ephemeral=True)
