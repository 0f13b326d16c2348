"""The sample village in English. Every name in it is made up."""

from __future__ import annotations

from typing import Final

from fieldbook.demo.english_method import METHOD
from fieldbook.demo.texts import (
    DiaryTexts,
    ExperienceTexts,
    FindingTexts,
    GroupTexts,
    HouseholdTexts,
    IssueTexts,
    SolutionTexts,
    Texts,
    TrainingTexts,
)

WILLOW, BRIDGE, ORCHARD = "Greenhill/Willow Creek", "Greenhill/Stone Bridge", "Greenhill/Orchard"

GROUPS: Final = (
    GroupTexts("Willow 1", WILLOW, "Martin Fields", "Carol Hay, Ned Willis",
               "Martin Fields, Carol Hay, Ned Willis, Jane Tully"),
    GroupTexts("Willow 2", WILLOW, "Walter Dunn", "Colin Sawyer, Fay Young"),
    GroupTexts("Willow 3", WILLOW, "Roger Stone", "Sam Hanley",
               note="farthest from the canal; meetings run past midnight"),
    GroupTexts("Bridge 1", BRIDGE, "Luke Brave", "Frank Shore, Moira Teal, Rob Rivers",
               "Luke Brave, Frank Shore, Moira Teal"),
    GroupTexts("Bridge 2", BRIDGE, "George Long", "Dan Marlow, Clara Gale"),
    GroupTexts("Bridge 3", BRIDGE, "Mark Broad", "Matt Lane"),
    GroupTexts("Orchard 1", ORCHARD, "Susan Hart", "Alan Hart, Flora Green",
               "Susan Hart, Alan Hart, Flora Green"),
    GroupTexts("Orchard 2", ORCHARD, "Leo Yarrow", "May Yarrow, Ben Seager"),
    GroupTexts("Orchard 3", ORCHARD, "Jack Dale", "Mary Dale"),
)  # fmt: skip

HOUSEHOLDS: Final = (
    HouseholdTexts("Adam Reed", "3 East End, Willow", "a carpenter; mends the water wheel",
                   "carpenter"),
    HouseholdTexts("Lucy Marsh", "7 East End, Willow", "teaches reading in the evenings", "school"),
    HouseholdTexts("Jane Tully", "9 East End, Willow"),
    HouseholdTexts("Fred Weller", "2 Well Lane, Willow", "has watched the canal for eleven years"),
    HouseholdTexts("Ned Willis", "5 Well Lane, Willow"),
    HouseholdTexts("Colin Sawyer", "1 Back Street, Willow", "", "work-points"),
    HouseholdTexts("David Hill", "4 Back Street, Willow", "two old people; the son builds roads"),
    HouseholdTexts("Fay Young", "6 Back Street, Willow", "midwife"),
    HouseholdTexts("Harry Brook", "10 Back Street, Willow"),
    HouseholdTexts("Will Merry", "12 Back Street, Willow", "at the kiln by day; go after supper"),
    HouseholdTexts("Sam Hanley", "2 South Slope, Willow", "", "seed"),
    HouseholdTexts("Roger Stone", "5 South Slope, Willow"),
    HouseholdTexts("Rose Warren", "8 South Slope, Willow",
                   "lives alone and hears badly; look in every five days", "alone"),
    HouseholdTexts("Peter Longman", "11 South Slope, Willow", "seven people, two who can work"),
    HouseholdTexts("Guy Wells", "14 South Slope, Willow"),
    HouseholdTexts("Frank Shore", "1 West of the Bridge", "", "elder"),
    HouseholdTexts("Moira Teal", "3 West of the Bridge", "wants to start a nursery", "nursery"),
    HouseholdTexts("Tom Gold", "8 West of the Bridge"),
    HouseholdTexts("Pearl Moss", "9 West of the Bridge"),
    HouseholdTexts("Dan Marlow", "2 River Bank, Bridge", "keeps three sows"),
    HouseholdTexts("Clara Gale", "4 River Bank, Bridge"),
    HouseholdTexts("Steve Cope", "7 River Bank, Bridge", "drives the cart, often away"),
    HouseholdTexts("Ralph Kemp", "10 River Bank, Bridge", "eight people, four at school"),
    HouseholdTexts("Adam Reed", "3 East End, Willow", "entered a second time, to be merged"),
)  # fmt: skip

TASKS: Final = (
    ("Autumn sowing", ("Water first, then sow; the south slope three days later. Seed is mixed by "
     "the groups and handed out ready.")),
    ("Work points shown every day", ("The day's work is valued the same evening and put up by the "
     "well next morning, for everybody to read and to ask about.")),
    ("Winter canal work", ("Clear the north canal before the frost: leaks first, then the silt. "
     "Every group brings its own tools.")),
    ("Winter evening school", ("A room, a lamp and somebody who can read for each group; an hour "
     "every evening while the fields rest.")),
)  # fmt: skip

LEARNED: Final = (
    "The south slope wants water before the seed, then all of it comes up",
    "Wet earth over the dung heap keeps the rain off and the strength in",
    "A well rope steeped in oil lasts another winter",
    "Meetings after supper: all the women can come",
    "A leak is heard best at night; by day nobody sees it",
    "Let the slow workers speak first, then everybody dares to",
    "The old canal follows the foot of the slope and loses half as much",
    "Cut the wick shorter and the oil lasts half an hour longer",
    "The old cart axle makes a good seeder share",
    "Float the seed in warm water; what swims goes to the hens",
    "The children keep the path themselves, two of them morning and evening",
    "With somebody ill at home people rather do half a day than none",
    "The clerk cannot add up; that is why the accounts were late",
    "Water shared by night and watched by day ends the quarrel",
    "Swill goes round by houses and saves a sack of bran",
    "Wood ash along the beds halves the cutworms",
    "Mend the bridge heads before the deck, say the old people",
    "The nursery belongs beside the mill: everybody passes there",
    "Reading begins with one's own name and one's own work points",
    "The canal watchman needs a rain hat; he never asked for one",
    "Lime with chopped hemp holds on a gable for three years",
    "Ridge the wet field first, do not wait for the water to go",
    "Three houses share one donkey and feed it by days, without a quarrel",
    "Weigh the seed before their eyes, then nobody wonders",
    "The back street well is shallow; in summer there is water after four",
    "Move seedlings with their earth, on a cloudy day",
    "Accounts on the wall do more than accounts read aloud",
    "Beans on the river bank give the next wheat a tenth more",
    "A sty facing south needs half the litter in winter",
    "Ask those who do the work, then look into the books",
)  # fmt: skip

PROMISED: Final = (
    "Bring the technician to look at the canal",
    "Bring two reading books for the evening school",
    "Find out how the relief grain is applied for, and say it in person",
    "Bring a trowel and plaster the gable together",
    "Write the rules of the work points on one sheet and put it up",
    "Ask where a seeder share can be mended",
    "Ask the clinic to bring the medicine to the house",
    "Come earlier and help to carry dung",
    "Write a letter to the son for them",
    "Read out the nursery's rules to everybody",
    "Bring an abacus and teach the clerk to add up",
    "Ask the water station for two lengths of pipe",
)  # fmt: skip

NOTES: Final = (
    "The young wife spoke at a meeting for the first time",
    "Talked by the stove; more came out than in any meeting",
    "Went after supper, the whole family was there",
    "All of them want to help with the canal",
    "Few words, but they walked me to the edge of the village",
    "Cut grass together for half a day",
)  # fmt: skip

ISSUES: Final = {
    "points": IssueTexts("Work points are not shown; three houses object",
                         "They stand in the leader's own book and are read out twice a month."),
    "lamp": IssueTexts("No lamp oil for the evening school",
                       "Half a pound a month; in the third week the room is dark.", "school",
                       "The commune has no oil to give; let the group find a way of its own."),
    "well": IssueTexts("The well rope broke; water is a mile away",
                       "Seventeen houses of the back street use this well."),
    "meetings": IssueTexts("Meetings are at noon, the women cannot come"),
    "accounts": IssueTexts("No accounts on the wall for three months",
                           "The clerk says he cannot add them up.",
                           summary="A group's accounts are not shown"),
    "roof": IssueTexts("Rose Warren's roof leaks", "Two places; the bed was moved twice.", "alone",
                       summary="An old person's roof leaks"),
    "seed": IssueTexts("The seed came up in patches", "Half of the south slope stayed bare.",
                       "seed"),
    "grain": IssueTexts(
        "Nobody knows how relief grain is applied for",
        "Two trips to the commune, each time another slip was missing.", "",
        "The group's word is enough; on the 5th, 15th and 25th.", "the grain station",
    ),
    "stall": IssueTexts("The wind blows through the stable"),
    "pig": IssueTexts("The sows were not vaccinated",
                      drop_reason="The vet came the next day; nothing left to do"),
    "canal": IssueTexts(
        "The canal leaks; the south slope gets no water",
        "At the bend; it is heard at night and not seen by day.", "water winter",
        "Stop the leaks first; a technician will come, and two lengths of pipe.",
        summary="A leaking canal leaves twenty acres dry"),
    "cart": IssueTexts("The cart's axle broke; two groups share one cart",
                       "They carry dung on the same days and have quarrelled twice.",
                       summary="Two groups, one cart, its axle broken"),
    "nursery": IssueTexts("Nobody minds the children at harvest",
                          "Seven houses have children under three; the women carry them along.",
                          "nursery", "Agreed; the joiners of the brigade make two cots.",
                          summary="No care for small children at harvest"),
    "manure": IssueTexts("Nobody minds the dung heaps; the rain takes them",
                         "All three stand where the slope runs off.", "winter",
                         summary="Nobody in charge of the dung heaps"),
    "leader": IssueTexts("The leader wants to give up",
                         "Nobody listens in meetings, he says; he would rather farm."),
    "textbooks": IssueTexts("One reading book for three people", "", "school",
                            summary="Too few reading books"),
    "path": IssueTexts("The river path fell in; the children go a long way round",
                       "Twenty feet are gone, and it is worse in the rain.",
                       summary="The path to school fell in"),
    "medicine": IssueTexts("The clinic runs out of painkillers",
                           "Seven miles to the commune and back.",
                           summary="The clinic is short of painkillers"),
    "seeder": IssueTexts("Nobody can use the new seeder",
                         "It came last month and leans against the wall.", "seed",
                         summary="A new seeder nobody can use"),
}  # fmt: skip

SOLUTIONS: Final = {
    "points": SolutionTexts(
        "The day's work is valued the same evening and put up by the well next morning; "
        "three people sign it",
        "Martin Fields (leader), Carol Hay (key member), Ned Willis (key member)", "Carol Hay",
        (("settle how work is valued", "Martin Fields"), ("find a board that hangs", "Ned Willis")),
        "Four months without a gap; mistakes are put right at once",
    ),
    "lamp": SolutionTexts(
        "Each house gives a spoon of oil a month; the wick is cut shorter",
        "Martin Fields (leader), Lucy Marsh", "Lucy Marsh",
        (("collect the oil", "Carol Hay"),), "There is oil left over; no evening was missed",
    ),
    "well": SolutionTexts(
        "A new rope steeped in oil; the houses watch the well in turns",
        "Walter Dunn (leader), Fred Weller", "Fred Weller",
        (("buy the rope", "Walter Dunn"), ("steep and dry it", "Fred Weller")), "It holds",
    ),
    "meetings": SolutionTexts(
        "Meetings after supper, an hour at most; children may come",
        "Martin Fields (leader), Jane Tully", "Jane Tully", (), "More than half the women come",
    ),
    "accounts_first": SolutionTexts(
        "I add up the three months for them and put them up", "Walter Dunn (leader)",
        "Helen Moor", (), "The accounts are up",
    ),
    "accounts": SolutionTexts(
        "The clerk learns to add up; a subtotal every five days, checked by two",
        "Walter Dunn (leader), Colin Sawyer (key member), Fay Young (key member)", "Colin Sawyer",
        (("learn to add up", "Colin Sawyer"), ("this month's accounts", "Colin Sawyer"),
         ("up on the wall every five days", "Fay Young")),
    ),
    "roof": SolutionTexts("Have the mason mend both places", "Roger Stone (leader)", "Tom Ashby",
                          (("buy felt", "Tom Ashby"),), "Mended"),
    "seed": SolutionTexts(
        "Float the seed, plant into the gaps with their earth, water first",
        "Sam Hanley (key member), Roger Stone (leader)", "Sam Hanley",
        (("float the seed", "Sam Hanley"), ("fill the gaps", "Roger Stone")), "Nine tenths are up",
    ),
    "grain": SolutionTexts(
        "The group writes the slips; they all go together on the 5th",
        "George Long (leader), Dan Marlow (key member)", "Dan Marlow", (), "All four have it",
    ),
    "stall": SolutionTexts("Two carts of straw; I bring people to close the wall",
                           "Roger Stone (leader)", "Ian Rivers", (), "No draught left"),
    "canal": SolutionTexts(
        "Stop the leaks, then twenty feet of pipe; water by night, watch by day",
        "Martin Fields (leader), Fred Weller, Ned Willis (key member)", "Martin Fields",
        (("listen for leaks at night and mark them", "Fred Weller"),
         ("stop three leaks", "Ned Willis"), ("lay the pipe", "Martin Fields")),
    ),
    "cart": SolutionTexts("Borrow an axle from the commune", "Roger Stone (leader)", "Ian Rivers",
                          (("borrow the axle", "Ian Rivers"),)),
    "nursery": SolutionTexts(
        "A nursery beside the mill; two old people mind the children for half a work point",
        "Luke Brave (leader), Moira Teal (key member), Pearl Moss", "Moira Teal",
        (("clear the room", "Luke Brave"), ("draw up the turns", "Moira Teal"),
         ("agree on the half point", "Frank Shore")),
    ),
}  # fmt: skip

CHECKS: Final = {
    "held": "still done",
    "points": "the board is fresh every morning, and read",
    "lamp": "half a jug of oil is there",
    "well": "the rope is sound and the turns are kept",
    "meetings": "three more women came",
    "seed": "the seedlings stand",
    "stall": "the donkey puts on weight",
    "roof": "it leaks again after the storm; the felt was not held down",
    "accounts_first": "it stopped when I left; nobody can add up",
}  # fmt: skip

FINDINGS: Final = {
    "0.0": FindingTexts("late, towards noon", "whoever is called goes", "points unchecked",
                        "the leader alone; key members silent"),
    "0.1": FindingTexts("mostly in time", "turns are drawn up", "points are shown",
                        "key members speak up"),
    "0.2": FindingTexts("all there", "they plan and check themselves", "accounts monthly",
                        "a core of four that turns without any one of them"),
    "1.0": FindingTexts("meetings happen", "busy and idle", "accounts late", "leader gives up"),
    "1.1": FindingTexts("better", "turns by house", "one month behind", "the new leader asks"),
    "2.0": FindingTexts("seven or eight missing", "they wait to be told", "heaps untended",
                        "one key member"),
    "2.1": FindingTexts("three or four missing", "they begin to plan", "",
                        "somebody still has to sit by"),
    "3.0": FindingTexts("all there", "plans, no checks", "", "three key members, each for himself"),
    "3.1": FindingTexts("all there", "plans and checks", "clear", "a core group stands"),
    "4.0": FindingTexts("slack in summer", "the leader plans alone", "", "no core yet"),
    "4.1": FindingTexts("fuller", "two parts, two key members", "", "key members carry a part"),
    "5.1": FindingTexts("middling", "", "accounts at the leader's home", "one key member"),
    "6.0": FindingTexts("all there", "the women plan for themselves", "monthly", "a core of three"),
    "7.0": FindingTexts("often missing", "", "", "a leader chosen twice", "wants a stay"),
}  # fmt: skip

TRAININGS: Final = {
    "canal": TrainingTexts("Why the canal leaks every year",
                           "Martin Fields (leader), Ned Willis (key member), Fred Weller",
                           "held beside the leak, an hour"),
    "task": TrainingTexts("Reading: begin with your own name",
                          "Lucy Marsh, Sam Hanley (key member), Fay Young (key member)",
                          "fourteen people, five with children"),
    "class": TrainingTexts("Valuing work and adding up",
                           "Walter Dunn (leader), Colin Sawyer (key member), Luke Brave (leader), "
                           "George Long (leader)", "add first, then value; tried on last month's book",
                           "Fred Weller", "Write large: it is read by a lamp"),
    "experience": TrainingTexts("How Willow 1 values its work",
                                "Frank Shore (key member), Moira Teal (key member), "
                                "Dan Marlow (key member)"),
}  # fmt: skip

EXPERIENCE: Final = ExperienceTexts(
    "Valued the same day, written the same day, up the next morning",
    "Points stood in the leader's own book; three houses quarrelled for a month over five of them.",
    "Three people value together and in front of all; up by the well next morning; mistakes are "
    "put right at once, and who does it signs.",
    "Four months without a quarrel; half as many come late.",
    "Let the slow workers speak first; hang the board where everybody goes anyway.",
    (("nine key members of Willow 2 and 3", "stood before the board and asked for an hour"),
     ("Bridge 1 and 2", "put up their own the same evening")),
)  # fmt: skip

STAYS: Final = (
    "to set up the points and the evening school together",
    "look, work along and ask first; let the group draw up its own turns",
)  # fmt: skip

COMMENDATIONS: Final = (
    "work points shown every day, four months without a gap",
    "rose at night to find the leaks and marked every one",
    "never missed an evening and filled the lamp herself",
    "values fairly, and himself lower than the rest",
)  # fmt: skip

DIARY: Final = DiaryTexts(
    day_of_visits="Visited {heads}. {learned}",
    days_without=(
        "Branch meeting in the morning, notes put in order in the afternoon.",
        "Studied all morning; went over how to explain the canal work.",
        "Wrote the plan for the fortnight and sent the commune its papers.",
    ),
    five_days="{visits} visits in five days, {found} issues found, {solved} solved. {line}",
    five_day_lines=(
        "The two groups visited most also told most.",
        "Most of it is about water and accounts.",
        "What was worked out together stands firmer than what we thought up.",
        "Two groups' key members now hold their own meetings.",
        "Back street was visited too little; next five days.",
        "What is referred the same day is answered sooner.",
        "One more thing the groups did by themselves.",
    ),
    studies=(
        ("How to look into a matter", "Ask, look, then count. Everybody brings back one thing seen."),
        ("Evening school", "Four rooms, two lamps. Begin with names and work points."),
        ("Ways of canal work", "Tools and days settled. Leaks first, then silt."),
        ("Points and accounts in the open", "Looked at Willow 1's board. Same day, next morning."),
        ("Leaning on key members", "Say less; let them say it and think it out."),
        ("Autumn sowing", "Fields by strength of soil. Water first."),
        ("How to listen", "Do not break in, do not argue, write it all down."),
        ("Learning from the people", "Ask those who do the work."),
        ("Three explanations, four togethers", "One thing clear before the next one."),
        ("How to survey a group", "Attendance, accounts, meetings, leadership."),
        ("This season's tasks", "Read the commune's notice; shared out the households."),
    ),
    meetings=(
        ("Branch meeting: winter canal work", ("The contact groups reported; canal and nursery have "
         "their people and days."), (
            ("Winter canal work", "The three worst stretches first; each group keeps its own tally"),
            ("Nursery", "The group picks who minds the children; open in the busy season only"),
            ("Winter school", ""),
        )),
        ("Branch meeting: two things that came back", ("Accounts and roof fell apart when we left; "
         "from now on the groups do it themselves."), (
            ("Accounts of Willow 2 stopped again", "The group names its bookkeeper; cadres teach only"),
            ("The roof leaks again", "Ask those who mended it, then go up together"),
        )),
        ("Branch meeting: the surveys", "Of nine groups two have a core; Willow 3 comes first.", (
            ("Which group first", "Willow 3: look first, work first, ask first"),
        )),
        ("Branch meeting: sharing out the households", "Twenty-three, in three contact groups.", ()),
    ),
    meeting_place="brigade office",
    notes=(
        "Fred Weller says nobody asked him in eleven years of watching the canal. Ask him first.",
        "Wrote David Hill's letter to his son and read it to him twice.",
        "The road is under water; South Slope has to wait until tomorrow.",
    ),
)  # fmt: skip

ENGLISH: Final = Texts(
    members=("Helen Moor", "Tom Ashby", "Ian Rivers", "Laura White", "Owen Birch", "Kate Rowe",
             "Amy Little", "Paul Keeper"),
    groups=GROUPS, households=HOUSEHOLDS, kin=("", "his wife", "", "the young wife", "the eldest"),
    new_leader="Fay Young", tasks=TASKS, learned=LEARNED, promised=PROMISED, notes=NOTES,
    issues=ISSUES, solutions=SOLUTIONS, checks=CHECKS, findings=FINDINGS, stays=STAYS,
    trainings=TRAININGS, experience=EXPERIENCE, commendations=COMMENDATIONS, diary=DIARY,
    method=METHOD,
    this_morning=(
        "More readers now: the lamp wants to hang in the middle",
        "Ask the farm station to show how the seeder is used",
        "carried the seeder into the yard together and had a look at it",
    ),
    separator=", ",
)  # fmt: skip
