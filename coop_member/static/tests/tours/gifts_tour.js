import {registry} from "@web/core/registry";

/** Fail when something makes the page wider than the window. */
function fits() {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) {
        throw new Error(`${scrollWidth} px, not ${clientWidth}`);
    }
}

registry.category("web_tour.tours").add("coop_member_gift_declare", {
    url: "/my/coop",
    steps: () => [
        {
            content: "One tap from the home",
            trigger: "[data-coop-item=gift_declare]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The form fits the phone; say who",
            trigger: ".o_coop_gift_form",
            run: fits,
        },
        {
            content: "Type a part of a name",
            trigger: "input[name=names]",
            run: "edit jo k",
        },
        {
            content: "Choose who is proposed",
            trigger: ".o_coop_gift_found button:contains('Jo Kern')",
            run: "click",
        },
        {
            content: "Jo is chosen; another time has its own fields",
            trigger:
                ".o_coop_gift_form:has(.o_coop_gift_chip:contains('Jo Kern') input:checked) .o_coop_gift_chip:contains('Other')",
            run: "click",
        },
        {
            content: "Type hours that are none",
            trigger: "input[name=hours]:visible",
            run: "edit 1,5",
        },
        {
            content: "Say what for",
            trigger: "input[name=description]",
            run: "edit A hand with the stall",
        },
        {
            content: "Send",
            trigger: ".o_coop_gift_form button[type=submit]:contains('Send')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "A sentence beside the field",
            trigger: "#coop_minutes_error:contains('whole numbers')",
            run: fits,
        },
        {
            content: "Nothing is lost",
            trigger:
                ".o_coop_gift_form:has(.o_coop_gift_chip:contains('Jo Kern') input:checked) input[name=description]:value('A hand with the stall')",
        },
        {
            content: "An hour, by one tap",
            trigger: ".o_coop_gift_times .o_coop_gift_chip:contains('1 h')",
            run: "click",
        },
        {
            content: "Send again",
            trigger: ".o_coop_gift_form button[type=submit]:contains('Send')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Thank you; it does not count yet",
            trigger:
                "body:has(.o_coop_thanks:contains('asked to confirm')) .o_coop_gift_words:contains('Nothing yet')",
            run: fits,
        },
        {
            content: "Look at it",
            trigger: "[data-coop-gift]:contains('To be confirmed')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Its story",
            trigger: "[name=story]:contains('You declared it')",
            run: fits,
        },
    ],
});

registry.category("web_tour.tours").add("coop_member_gift_confirm", {
    url: "/my/coop",
    steps: () => [
        {
            content: "A gift waits",
            trigger: "[data-coop-item=gifts_to_confirm]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Confirm",
            trigger:
                "[data-coop-asked]:contains('Ada Brun says: you received 1 h') button:contains('That is right')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It counts",
            trigger:
                "body:has(.o_coop_thanks:contains('It counts now')) .o_coop_gift_words:contains('You received 1 h more')",
            run: fits,
        },
    ],
});

registry.category("web_tour.tours").add("coop_member_gift_balance", {
    url: "/my/coop",
    steps: () => [
        {
            content: "The balance is on the home",
            trigger:
                "[data-coop-item=gifts]:contains('1 h'):contains('more given than received')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "In words, and in the history",
            trigger:
                "body:has(.o_coop_gift_words:contains('You gave 1 h more')) [data-coop-gift]:contains('+1 h')",
            run: fits,
        },
    ],
});
