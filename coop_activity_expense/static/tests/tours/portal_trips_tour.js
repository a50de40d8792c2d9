import {registry} from "@web/core/registry";

/** Fail when something makes the page wider than the window. */
function fits() {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) {
        throw new Error(`${scrollWidth} px, not ${clientWidth}`);
    }
}

/** Choose a day, as the calendar of a phone does. */
function choose(day) {
    return function () {
        this.anchor.value = day;
        this.anchor.dispatchEvent(new Event("input", {bubbles: true}));
        this.anchor.dispatchEvent(new Event("change", {bubbles: true}));
    };
}

registry.category("web_tour.tours").add("coop_activity_expense_trip", {
    url: "/my/coop",
    steps: () => [
        {
            content: "One tap from the home",
            trigger: "[data-coop-item=trip_new]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "There is no vehicle yet",
            trigger: "a[name=first_vehicle]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The form fits the phone",
            trigger: ".o_coop_vehicle_form",
            run: fits,
        },
        {
            content: "Mopeds need no power",
            trigger: ".o_coop_gift_chip:contains('Moped')",
            run: "click",
        },
        {
            content: "It is not asked for",
            trigger: ".o_coop_vehicle_form:has(.o_coop_vehicle_power:not(:visible))",
        },
        {
            content: "A car, then",
            trigger: ".o_coop_gift_chip:contains('Car')",
            run: "click",
        },
        {
            content: "Its number plate",
            trigger: "input[name=plate]",
            run: "edit ev 123 ev",
        },
        {
            content: "What it runs on",
            trigger: "select[name=energy]",
            run: "select electric",
        },
        {
            content: "Save without power",
            trigger: ".o_coop_vehicle_form button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "A sentence beside the field; nothing is lost",
            trigger:
                ".o_coop_vehicle_form:has(#coop_power_error:contains('P.6')) input[name=plate]:value('ev 123 ev')",
            run: fits,
        },
        {
            content: "Its power",
            trigger: "input[name=power]:visible",
            run: "edit 6 CV",
        },
        {
            content: "Save",
            trigger: ".o_coop_vehicle_form button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The trip: the vehicle is chosen",
            trigger:
                ".o_coop_trip_form:has(.o_coop_gift_chip:contains('EV-123-EV') input:checked)",
            run: fits,
        },
        {
            content: "A day of which the scale is known",
            trigger: "input[name=date]",
            run: choose("2026-03-10"),
        },
        {
            content: "How far",
            trigger: "input[name=distance]",
            run: "edit 60",
        },
        {
            content: "What it pays is said at once",
            trigger: ".o_coop_trip_cost:contains('47.88'):contains('electric vehicle')",
        },
        {
            content: "There and back",
            trigger: ".o_coop_gift_chip:contains('There and back')",
            run: "click",
        },
        {
            content: "Twice as far, rounded once",
            trigger: ".o_coop_trip_cost:contains('From 0 to 120 km in 2026')",
            run: fits,
        },
        {
            content: "Where to",
            trigger: "input[name=destination]",
            run: "edit Vienne",
        },
        {
            content: "What for",
            trigger: "input[name=name]",
            run: "edit Building site of Mrs Roche",
        },
        {
            content: "Save",
            trigger: ".o_coop_trip_form button[value=later]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The claim tells how it comes about",
            trigger:
                "body:has(.o_coop_thanks:contains('Kept for you')) .o_coop_trip_words:contains('From 0 to 120 km in 2026')",
            run: fits,
        },
    ],
});

registry.category("web_tour.tours").add("coop_activity_expense_trip_again", {
    url: "/my/coop",
    steps: () => [
        {
            content: "First tap: a trip",
            trigger: "[data-coop-item=trip_new]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Second tap: the same again",
            trigger: ".o_coop_trip_usual a:contains('Vienne')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Third tap: send",
            trigger:
                ".o_coop_trip_form:has(input[name=distance]:value('60')) button[value=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Sent",
            trigger: ".o_coop_thanks:contains('Sent')",
            run: fits,
        },
    ],
});
