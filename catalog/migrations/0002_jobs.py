"""The departments and jobs that a credit list of a series usually has; editors add their own."""

from django.db import migrations

# By department, in the order of a credit list: a job and its heading for several.
DEPARTMENTS = {
    "Creation": [("Creator", "Creators"), ("Developer", "Developed by"), ("Showrunner", "Showrunners")],
    "Directing": [("Director", "Directors"), ("Assistant director", "Assistant directors")],
    "Writing": [
        ("Writer", "Writers"),
        ("Source author", "Source authors"),
        ("Comic author", "Comic authors"),
        ("Novelist", "Novelists"),
        ("Story editor", "Story editors"),
    ],
    "Production": [
        ("Executive producer", "Executive producers"),
        ("Co-executive producer", "Co-executive producers"),
        ("Supervising producer", "Supervising producers"),
        ("Producer", "Producers"),
        ("Co-producer", "Co-producers"),
        ("Consulting producer", "Consulting producers"),
        ("Associate producer", "Associate producers"),
        ("Line producer", "Line producers"),
    ],
    "Camera": [("Director of photography", "Directors of photography"), ("Camera operator", "Camera operators")],
    "Editing": [("Editor", "Editors")],
    "Music": [("Composer", "Composers"), ("Music supervisor", "Music supervisors")],
    "Sound": [("Sound designer", "Sound designers")],
    "Design": [
        ("Production designer", "Production designers"),
        ("Art director", "Art directors"),
        ("Costume designer", "Costume designers"),
        ("Make-up artist", "Make-up artists"),
    ],
    "Effects": [("Visual effects supervisor", "Visual effects supervisors"), ("Animator", "Animators")],
    "Stunts": [("Stunt coordinator", "Stunt coordinators")],
    "Casting": [("Casting", "Casting")],
    "Other": [],
}


def add_jobs(apps, schema_editor):
    Department, Job = apps.get_model("catalog", "Department"), apps.get_model("catalog", "Job")
    for place, (name, jobs) in enumerate(DEPARTMENTS.items(), 1):
        department, _ = Department.objects.get_or_create(name=name, defaults={"order": place * 10})
        for order, (job, heading) in enumerate(jobs, 1):
            Job.objects.get_or_create(
                name=job, defaults={"plural": heading, "department": department, "order": order * 10}
            )


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]

    operations = [migrations.RunPython(add_jobs, migrations.RunPython.noop)]
