import {registry} from "@web/core/registry";

/** Fail when something makes the page wider than the window. */
function fits() {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) {
        throw new Error(`${scrollWidth} px, not ${clientWidth}`);
    }
}

registry.category("web_tour.tours").add("coop_peer_webinar_propose", {
    url: "/my/coop",
    steps: () => [
        {
            content: "Topics are one tap from the home",
            trigger: "[data-coop-item=webinar_topics]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "I can share something",
            trigger: "a[name=offer]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Too short a title",
            trigger: ".o_webinar_form input[name=name]",
            run: "edit Tax",
        },
        {
            content: "Send",
            trigger: ".o_webinar_form button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "A sentence beside the field; nothing is lost",
            trigger:
                ".o_webinar_form:has(#coop_name_error:contains('a few more words')) input[name=name]:value('Tax')",
            run: fits,
        },
        {
            content: "In full",
            trigger: ".o_webinar_form input[name=name]",
            run: "edit Taxes without tears",
        },
        {
            content: "Send again",
            trigger: ".o_webinar_form button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It is among the topics",
            trigger: ".o_webinar_wish h2:contains('Taxes without tears')",
            run: fits,
        },
    ],
});

registry.category("web_tour.tours").add("coop_peer_webinar_vote_and_register", {
    url: "/my/coop/webinars/topics",
    steps: () => [
        {
            content: "Vote",
            trigger:
                ".o_webinar_wish:contains('Taxes without tears') button[name=vote]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It counts",
            trigger:
                ".o_webinar_wish:contains('Taxes without tears'):has(button[name=unvote]) .o_webinar_votes strong:contains('1')",
        },
        {
            content: "Back to the webinars",
            trigger: ".breadcrumb a[href='/my/coop/webinars']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "First click",
            trigger: ".o_webinar_card:contains('First steps on Instagram')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Second click",
            trigger: "button[name=register]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Registered",
            trigger:
                "body:has(.o_coop_thanks:contains('You are registered')) .o_webinar_mine:contains('You have a seat')",
            run: fits,
        },
    ],
});

registry.category("web_tour.tours").add("coop_peer_webinar_keep", {
    url: "/my/coop",
    steps: () => [
        {
            content: "The home asks what should be kept",
            trigger: "[data-coop-item=webinar_takeaways]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Points",
            trigger: "textarea[name=points]",
            run() {
                this.anchor.value =
                    "Choose three aims\n- being seen\n- being trusted\nTell one story";
            },
        },
        {
            content: "Advice",
            trigger: "textarea[name=advice]",
            run: "edit Begin small, and go on.",
        },
        {
            content: "The form fits the phone",
            trigger: ".o_webinar_form",
            run: fits,
        },
        {
            content: "Keep",
            trigger: ".o_webinar_form button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Kept",
            trigger: ".o_coop_thanks:contains('Kept')",
        },
    ],
});

registry.category("web_tour.tours").add("coop_peer_webinar_archive", {
    url: "/webinars",
    steps: () => [
        {
            content: "Search without accents",
            trigger: "input[name=search]",
            run: "edit reseaux",
        },
        {
            content: "Go",
            trigger: ".o_webinars_search button",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Found",
            trigger: ".o_webinar_card:contains('First steps on Instagram')",
            run: fits,
        },
        {
            content: "Open it",
            trigger: ".o_webinar_card:contains('First steps on Instagram')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "What is kept of it",
            trigger:
                ".o_webinar_points > li:contains('Choose three aims') li:contains('being trusted')",
            run: fits,
        },
        {
            content: "The advice",
            trigger: ".o_webinar_advice:contains('Begin small')",
        },
    ],
});
