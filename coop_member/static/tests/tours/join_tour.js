import {registry} from "@web/core/registry";

/** Nothing sticks out of the screen, so that nobody has to scroll sideways. */
function checkWidth() {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) {
        throw new Error(`The page is ${scrollWidth} px wide on ${clientWidth} px.`);
    }
}

/** The name of an organisation is not asked of people. */
function checkPerson() {
    checkWidth();
    if (document.querySelector("#join_organisation").checkVisibility()) {
        throw new Error("The name of an organisation is asked of a person.");
    }
}

/** The address is marked, and nothing else. */
function checkErrors() {
    checkWidth();
    const marked = [...document.querySelectorAll(".invalid-feedback")].map((e) => e.id);
    if (marked.join() !== "join_email_error") {
        throw new Error(`Marked: ${marked}`);
    }
}

registry.category("web_tour.tours").add("coop_join_form", {
    steps: () => [
        {
            content: "Choose the cooperative",
            trigger: "a.o_coop_join_card:contains('La Fabrique')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The form is shown",
            trigger: "form.o_coop_join_form",
            run: checkPerson,
        },
        {
            content: "Choose the first college",
            trigger: "label.o_coop_join_card:first",
            run: "click",
        },
        {
            content: "Apply for an organisation",
            trigger: "label:has(input[value='organisation'])",
            run: "click",
        },
        {
            content: "Its name is asked then",
            trigger: "input[name='organisation']:visible",
            run: "edit Le Fournil",
        },
        {
            content: "Enter a name",
            trigger: "input[name='name']",
            run: "edit Camille Martin",
        },
        {
            content: "Enter an address that cannot be right",
            trigger: "input[name='email']",
            run: "edit camille@example",
        },
        {
            content: "Tell why",
            trigger: "textarea[name='motivation']",
            run: "edit We would like to bake bread for the whole town.",
        },
        {
            content: "Agree",
            trigger: "input[name='consent']",
            run: "check",
        },
        {
            content: "Send",
            trigger: "form.o_coop_join_form button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The address is marked",
            trigger: "#join_email_error:contains('name@example.org')",
            run: checkErrors,
        },
        {
            content: "What was typed is still there",
            trigger: "textarea:value('We would like')",
        },
        {
            content: "So is the name of the organisation",
            trigger: "input[name='organisation']:value('Le Fournil')",
        },
        {
            content: "Correct the address",
            trigger: "input[name='email']",
            run: "edit camille@example.org",
        },
        {
            content: "Send again",
            trigger: "form.o_coop_join_form button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "One step is left",
            trigger: "#wrap:contains('camille@example.org')",
            run: checkWidth,
        },
    ],
});

registry.category("web_tour.tours").add("coop_join_confirm", {
    steps: () => [
        {
            content: "Confirm",
            trigger: "#wrap form button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Thank you",
            trigger: "h1:contains('Thank you, Camille Martin')",
            run: checkWidth,
        },
    ],
});
