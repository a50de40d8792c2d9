import {registry} from "@web/core/registry";

/** Fail when something makes the page wider than the window. */
function fits() {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) {
        throw new Error(`${scrollWidth} px, not ${clientWidth}`);
    }
}

function goes(content, trigger) {
    return {content, trigger, run: "click", expectUnloadPage: true};
}

registry.category("web_tour.tours").add("coop_accounts", {
    url: "/my/coop",
    steps: () => [
        goes("What is available", "[data-coop-item=available]:contains('300.00')"),
        {
            content: "Twelve months are drawn, and told",
            trigger: ".o_coop_plot:has(rect.o_coop_series_0)",
            run: fits,
        },
        {
            content: "The table",
            trigger: ".o_coop_chart summary",
            run: "click",
        },
        {
            content: "It says what the chart does",
            trigger: ".o_coop_chart td:contains('2,000.00')",
            run: fits,
        },
        goes("Who owes what", "[name=coming] [data-coop-figure=outstanding]"),
        {
            content: "The invoice",
            trigger: "article:contains('Ville de Lys'):contains('1,200.00')",
            run: fits,
        },
        goes("The statement", "[data-coop-tab=statement]"),
        {
            content: "Other days",
            trigger: "[name=period] summary",
            run: "click",
        },
        {
            content: "From a year ago",
            trigger: "input[name=from]",
            run() {
                const day = new Date(this.anchor.value);
                day.setFullYear(day.getFullYear() - 1);
                this.anchor.value = day.toISOString().slice(0, 10);
            },
        },
        goes("Show", "[name=period] button"),
        goes("What was invoiced", "[name=result] [data-coop-figure=turnover_service]"),
        {
            content: "Its line",
            trigger: "article:contains('Work'):contains('2,000.00')",
            run: fits,
        },
        goes("The contribution", "[data-coop-tab=contributions]"),
        {
            content: "None yet",
            trigger: ".o_coop_empty:contains('Nothing was taken yet')",
            run: fits,
        },
        goes("A wage", "[data-coop-tab=pay]"),
        {
            content: "Something that is no amount",
            trigger: "input[name=amount]",
            run: "edit much",
        },
        goes("Work it out", "[name=ask] button"),
        {
            content: "A sentence; then an amount",
            trigger: "body:has(#coop_amount_error) input[name=amount]",
            run: "edit 1560",
        },
        goes("Work it out again", "[name=ask] button"),
        {
            content: "It costs more than there is",
            trigger: "[name=estimate]:contains('2,840.00') [name=short]",
            run: fits,
        },
    ],
});
