import {registry} from "@web/core/registry";

/** Fail when something makes the page wider than the window. */
function fits() {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) {
        throw new Error(`${scrollWidth} px, not ${clientWidth}`);
    }
}

const plus = (name) => `.o_coop_strategy_option:contains('${name}') [data-step='1']`;
const left = (dots) => `.o_coop_strategy_left output:contains('${dots}')`;

registry.category("web_tour.tours").add("coop_strategy_portal", {
    url: "/my/coop",
    steps: () => [
        {
            content: "A vote is waiting on the home page",
            trigger: "[data-coop-item=strategy_votes]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The ballot fits the phone; nothing can be sent yet",
            trigger: ".o_coop_strategy_vote:has(button[type=submit]:disabled)",
            run: fits,
        },
        {
            content: "Two dots for the wiki",
            trigger: plus("Wiki"),
            run: "click",
        },
        {
            content: "The second one",
            trigger: `body:has(${left(2)}) ${plus("Wiki")}`,
            run: "click",
        },
        {
            content: "And one for expenses",
            trigger: `body:has(${left(1)}) ${plus("Expenses")}`,
            run: "click",
        },
        {
            content: "There is no fourth dot",
            trigger: `body:has(${left(0)}) ${plus("Expenses")}`,
            run: "click",
        },
        {
            content: "Vote",
            trigger: `body:has(${left(0)}) .o_coop_strategy_vote button[type=submit]`,
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It is counted; go to the strategy",
            trigger:
                "body:has(.o_coop_thanks:contains('counted')) .breadcrumb a[href='/my/coop/strategy']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The plan fits the phone",
            trigger: "section[name=axes]:contains('Practices')",
            run: fits,
        },
        {
            content: "Open the call",
            trigger: "a[data-strategy-call]:contains('Who has set up a wiki?')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Say what one could bring",
            trigger: "textarea[name=message]",
            run: "edit I have set up three of them",
        },
        {
            content: "And how long",
            trigger: "input[name=time]",
            run: "edit 4 h",
        },
        {
            content: "Send it",
            trigger: ".o_coop_form button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The team will answer",
            trigger: ".o_coop_thanks:contains('The team will answer you')",
            run: fits,
        },
    ],
});
