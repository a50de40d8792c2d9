import {registry} from "@web/core/registry";

/** Fail when something makes the page wider than the window. */
function fits() {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) {
        throw new Error(`${scrollWidth} px, not ${clientWidth}`);
    }
}

registry.category("web_tour.tours").add("coop_skill_directory_ask", {
    url: "/my/coop",
    steps: () => [
        {
            content: "One tap from the home",
            trigger: "[data-coop-item=directory]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The search fits the phone",
            trigger: ".o_coop_search input[name=q]",
            run: fits,
        },
        {
            content: "A trade, in another language, misspelt",
            trigger: ".o_coop_search input[name=q]",
            run: "edit fietsenmakr",
        },
        {
            content: "Search",
            trigger: ".o_coop_search button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Somebody is found",
            trigger: ".o_coop_card:contains('Ali Roche')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The profile fits the phone",
            trigger: ".o_coop_person:contains('Bikes of every kind')",
            run: fits,
        },
        {
            content: "Ask all who can",
            trigger: "a[name=ask]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "What is needed",
            trigger: ".o_coop_request_form input[name=name]",
            run: "edit My brakes squeal",
        },
        {
            content: "The form fits the phone",
            trigger: ".o_coop_request_form:has(input[name=skills]:checked)",
            run: fits,
        },
        {
            content: "Ask",
            trigger: "button[name=send]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "One member hears of it",
            trigger: "[name=heard]:contains('1')",
            run: fits,
        },
    ],
});

registry.category("web_tour.tours").add("coop_skill_directory_answer", {
    url: "/my/coop",
    steps: () => [
        {
            content: "It waits on the home",
            trigger: "[data-coop-item=requests_for_me]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The request",
            trigger: "[data-coop-request]:contains('My brakes squeal')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "As a gift",
            trigger: "input[name=kind][value=gift]",
            run: "click",
        },
        {
            content: "With a word",
            trigger: "textarea[name=text]",
            run: "edit Come by on Friday.",
        },
        {
            content: "It fits the phone",
            trigger: "textarea[name=text]",
            run: fits,
        },
        {
            content: "Send",
            trigger: "button[name=answer]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It is noted",
            trigger: ".o_coop_thanks",
        },
    ],
});

registry.category("web_tour.tours").add("coop_skill_directory_end", {
    url: "/my/coop",
    steps: () => [
        {
            content: "An answer waits on the home",
            trigger: "[data-coop-item=requests_answered]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "My own requests",
            trigger: ".o_coop_gift_filters a:contains('Mine')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The request",
            trigger: "[data-coop-request]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Choose the answer",
            trigger:
                "[data-coop-answer]:contains('Come by on Friday.') button[name=pick]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "They can be reached now",
            trigger: "[name=contact]:contains('Ali Roche')",
            run: fits,
        },
        {
            content: "It was a gift",
            trigger: "input[name=outcome][value=gift]",
            run: "click",
        },
        {
            content: "How long it took",
            trigger: "input[name=time]",
            run: "edit 1 h 15",
        },
        {
            content: "Note it",
            trigger: "button[name=conclude]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It is told",
            trigger: "[name=outcome]:contains('1 h 15')",
            run: fits,
        },
    ],
});
