"""What the window lays on the desk of its pages."""

from ui import quick_log
from ui.frame import Frame
from ui.kit.jobs import Jobs
from ui.pages.desk import Desk
from ui.pages.questions import Questions


def desk(window: Frame) -> Desk:
    """A desk for the pages of one register: who answers, who works, and the window's own doors."""
    program = window.program
    registers = program.registers
    return Desk(
        Questions(registers.connect, registers.disconnect, window),
        Jobs(registers.connection, parent=window),
        memory=program.layout,
        today=window.today,
        go=window.go,
        say=window.say,
        action=lambda key: window.actions_.of[key].trigger(),
        resume=lambda draft: quick_log.log(window, draft),
        log=lambda about, values: quick_log.log(window, prefilled=values, whom=about),
        record_menu=window.show_record_menu,
        open_apart=window.open_apart,
        window=lambda: window,
        preferences=program.preferences,
        prefer=program.prefer,
        sign_as=registers.sign_as,
        signs=registers.signs,
        create_file=registers.create,
        show_created=registers.show_created,
        open_file=registers.open,
        protect=registers.protect,
        register=lambda: window.file.stem if window.file is not None else "",
        waiting=lambda: window.waiting,
        wait=lambda files: setattr(window, "waiting", files),
        recent=registers.recent,
        writable=lambda: not window.read_only,
    )
