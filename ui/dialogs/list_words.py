"""What the code lists are called where they are edited, and which of them nobody needs to see."""

from crm.i18n import N_

TITLES = {
    "helix_sector": N_("Actor types"),
    "segment": N_("Segments"),
    "membership_category": N_("Membership categories"),
    "network": N_("Networks"),
    "leave_reason": N_("Reasons for leaving"),
    "interaction_type": N_("Kinds of interaction"),
    "position_role": N_("Roles of contacts"),
    "contact_label": N_("What addresses are used for"),
    "activity_type": N_("Kinds of activity"),
    "service_group": N_("Service groups"),
    "target_group": N_("Target groups"),
    "project_type": N_("Kinds of project"),
    "project_role": N_("Roles in a project"),
    "cross_domain": N_("Fields across industries"),
    "cluster_role": N_("Roles of the cluster"),
    "funder": N_("Funders"),
    "finance_income": N_("Kinds of income"),
    "finance_cost": N_("Kinds of cost"),
    "governance_role": N_("Roles in groups"),
    "relation_kind": N_("Kinds of relation"),
    "result_type": N_("Kinds of result"),
    "media_channel": N_("Media channels"),
    # The program decides by the entries of these: only their words and their order can be changed.
    "activity_status": N_("States of an activity"),
    "interaction_status": N_("States of an interaction"),
    "task_status": N_("States of a follow-up"),
    "project_stage": N_("Stages of a project"),
    "participation_role": N_("Roles at an activity"),
    "participation_status": N_("Attendance"),
    "contribution_kind": N_("Kinds of contribution"),
    "goal_level": N_("Levels of goals"),
    "governance_kind": N_("Kinds of group"),
    "result_attribution": N_("What the cluster did for a result"),
    "aid_basis": N_("Bases of state aid"),
    "size_class": N_("Sizes"),
    "gender": N_("Genders"),
    "person_status": N_("States of a contact"),
    "register_status": N_("States in the register of companies"),
    "employees_source": N_("Sources of figures"),
    "lawful_basis": N_("Lawful bases"),
    "consent_purpose": N_("What consents are for"),
    "consent_channel": N_("Ways of consent"),
    "consent_status": N_("States of a consent"),
    "privacy_request_type": N_("Requests about privacy"),
    "staff_role": N_("Roles of the staff"),
    "contact_kind": N_("Kinds of address"),
}
"""The lists in the order in which they are shown, with what each is called."""

HIDDEN = {
    *("size_basis", "repeat_unit", "origin", "nace_version", "language", "finance_kind", "indicator_unit"),
    *("indicator_direction", "figure_measure", "alias_kind", "import_strategy", "import_action"),
    *("country", "media_language", "own_field_kind", "picked"),
}
"""Lists that belong to the working of the program."""
